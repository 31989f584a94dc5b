package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads both topics from their beginning to where they end now. */
final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Without progress for so long, the brokers are not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicReader() {}

    /**
     * What this tenant's keys hold.
     *
     * @param pulse is felt between any two polls: a large topic takes longer to read than a lease may be silent
     * @throws IllegalStateException if a topic is missing or its end is not reached
     * @throws SQLException of the pulse
     */
    static TopicView read(Map<String, String> kafka, String tenantId, Beat pulse) throws SQLException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            String own = tenantId + '/';
            return new TopicView(read(consumer, Topics.ITEMS, own, pulse), read(consumer, Topics.POLICIES, own, pulse));
        }
    }

    private static <T> Shelf<T> read(Consumer<String, byte[]> consumer, Topic<T> topic, String ownPrefix, Beat pulse)
            throws SQLException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) throw new IllegalStateException("topic " + topic.name() + " does not exist");
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Shelf<T> shelf = Shelf.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(consumer, ends)) {
            pulse.beat();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null && record.key().startsWith(ownPrefix)) put(shelf, record, topic.type());
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("the end of " + topic.name() + " was not reached");
        }
        return shelf;
    }

    private static <T> void put(Shelf<T> shelf, ConsumerRecord<String, byte[]> record, Class<T> type) {
        shelf.valid().remove(record.key());
        shelf.broken().remove(record.key());
        if (record.value() == null) return;
        try {
            shelf.valid().put(record.key(), Json.read(record.value(), type));
        } catch (InvalidMessageException foreign) {
            shelf.broken().put(record.key(), String.valueOf(foreign.getMessage()));
        }
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
