package io.qbank.exposure.demo.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CrowdIT {
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    private final String bootstrap = DevStack.shared().kafka().bootstrap();
    private final String tenant = Samples.unique("tenant");

    @Test
    void theTopicHoldsWhatTheRecountSaysWithEverySessionInOrder() throws Exception {
        publishPool("EXAM", 0.5);
        Crowd crowd =
                new Crowd(KafkaClients.plain(bootstrap), Topics.EVENTS, new Crowd.Exam(tenant, "EXAM", 10, 0.2, 0));
        Recount recount = new Recount();

        crowd.play("crowd", new Timetable(MONDAY, Duration.ofDays(2), 300), 1, Pace.unlimited(), recount);

        List<ConsumerRecord<String, QbankEvent>> records = TopicReader.events(bootstrap, tenant);
        Recount fromTopic = new Recount();
        records.stream()
                .sorted((one, other) -> Long.compare(one.timestamp(), other.timestamp()))
                .forEach(each -> fromTopic.add(each.value()));
        assertEquals(3_000, recount.uniqueExposures());
        assertEquals(recount.exposures(), fromTopic.exposures());
        assertEquals(recount.sessions(), fromTopic.sessions());
        assertEquals(6_000 * 1.2, records.size(), 300);
        assertTrue(
                records.stream().allMatch(each -> each.key().equals(each.value().sessionId())));
    }

    @Test
    void theSameSeedPlaysTheSameCandidates() throws Exception {
        publishPool("EXAM", 0.5);
        Crowd crowd = new Crowd(KafkaClients.plain(bootstrap), Topics.EVENTS, new Crowd.Exam(tenant, "EXAM", 5, 0, 0));
        Recount first = new Recount();
        Recount second = new Recount();

        crowd.play("one", new Timetable(MONDAY, Duration.ZERO, 50), 7, Pace.unlimited(), first);
        crowd.play("two", new Timetable(MONDAY, Duration.ZERO, 50), 7, Pace.unlimited(), second);

        assertEquals(first.exposures(), second.exposures());
    }

    @Test
    void anExamWithoutItemsIsNamed() {
        Crowd crowd = new Crowd(
                KafkaClients.plain(bootstrap), Topics.EVENTS, new Crowd.Exam(tenant, "NOBODY-KNOWS-IT", 5, 0, 0));

        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> crowd.play("none", new Timetable(MONDAY, Duration.ZERO, 1), 7, Pace.unlimited(), new Recount()));

        assertTrue(refused.getMessage().contains("NOBODY-KNOWS-IT"), refused.getMessage());
    }

    private void publishPool(String exam, double k) throws Exception {
        try (KafkaProducer<String, ItemState> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                Topics.ITEMS.serde().serializer())) {
            List<ProducerRecord<String, ItemState>> records = Samples.pool().stream()
                    .map(item -> new ProducerRecord<>(
                            Topics.ITEMS.name(),
                            Keys.item(tenant, item.questionId(), item.version()),
                            new ItemState(
                                    tenant,
                                    item.questionId(),
                                    item.version(),
                                    List.of(exam),
                                    item.topicId(),
                                    item.a(),
                                    item.b(),
                                    item.c(),
                                    k,
                                    null,
                                    "block",
                                    false,
                                    null,
                                    null,
                                    1)))
                    .toList();
            for (var record : records) producer.send(record).get();
        }
    }
}
