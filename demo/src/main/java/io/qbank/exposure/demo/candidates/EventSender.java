package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes events keyed by session, in order, each acknowledged or reported. One thread. */
final class EventSender implements AutoCloseable {
    private final KafkaProducer<String, QbankEvent> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private EventSender(KafkaProducer<String, QbankEvent> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    static EventSender open(KafkaClients kafka, Topic<QbankEvent> topic) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "compression.type", "lz4",
                "batch.size", "131072",
                "linger.ms", "5"));
        settings.putAll(kafka.settings());
        settings.putAll(Map.of("client.id", "candidates", "enable.idempotence", "true", "acks", "all"));
        return new EventSender(
                new KafkaProducer<>(
                        settings, new StringSerializer(), topic.serde().serializer()),
                topic.name());
    }

    void send(QbankEvent event, Instant at) {
        Future<RecordMetadata> unused = producer.send( // the callback tells
                new ProducerRecord<>(topic, null, at.toEpochMilli(), event.sessionId(), event), (metadata, failed) -> {
                    if (failed != null) failure.compareAndSet(null, failed);
                });
    }

    /**
     * Waits until the brokers have everything.
     *
     * @throws IllegalStateException if they refused anything: the recount is then not what was produced
     */
    void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) throw new IllegalStateException("events were not accepted: " + failed.getMessage(), failed);
    }

    @Override
    public void close() {
        producer.close();
    }
}
