package io.qbank.exposure.demo.bench;

import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An exam as the topics hold it after weeks: every item, and of every day a count and the evidence of every item. */
record FullTopics(String tenant, String exam, int items, int days) {
    private static final int SESSIONS = 10_000;

    /** Writes all of it; returns the number of records. */
    long write(String bootstrap) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        20,
                        "batch.size",
                        131_072,
                        // The first batches may meet partitions that are not yet led; none may overtake another then.
                        "max.in.flight.requests.per.connection",
                        1),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int question = 1; question <= items; question++)
                send(producer, Topics.ITEMS, Keys.item(tenant, question, 1), item(question));
            for (int back = days - 1; back >= 0; back--) day(producer, today.minusDays(back));
            producer.flush();
        }
        return items + days * (2L * items + 1);
    }

    private void day(KafkaProducer<String, byte[]> producer, LocalDate day) {
        send(
                producer,
                Topics.SESSIONS,
                Keys.examDay(tenant, exam, day),
                new DailySessions(tenant, exam, day, SESSIONS, null));
        Instant epoch = day.minusDays(60).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (int question = 1; question <= items; question++) {
            String key = Keys.itemDay(tenant, exam, question, 1, day);
            send(
                    producer,
                    Topics.DAILY,
                    key,
                    new DailyExposure(tenant, exam, question, 1, day, question % 400, 0.5, 0.2));
            send(
                    producer,
                    Topics.EVIDENCE,
                    key,
                    new Evidence(tenant, exam, question, 1, day, question % 7 - 3.5, 200_000, 0.22, epoch, false));
        }
    }

    private ItemState item(int question) {
        return new ItemState(
                tenant,
                question,
                1,
                List.of(exam),
                question % 20L,
                1,
                0,
                0.2,
                0.5,
                0.2,
                "block",
                false,
                null,
                null,
                question);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flushed at the end; a lost record shows in the answers
    private static <T> void send(KafkaProducer<String, byte[]> producer, Topic<T> topic, String key, T value) {
        producer.send(new ProducerRecord<>(topic.name(), key, Json.bytes(value)));
    }
}
