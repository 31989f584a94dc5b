package io.qbank.exposure.schemas.topic;

import io.qbank.exposure.schemas.json.JsonSerde;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One topic of the catalogue. Keys are text, values JSON of one contract.
 *
 * @param name as brokers know it
 * @param type the contract's record, or {@code byte[]} for topics that carry original bytes
 * @param cleanup Kafka's {@code cleanup.policy}
 * @param retention how long records are kept where the policy deletes; zero where it does not
 * @param partitions the default number of partitions
 * @param maxBytes Kafka's {@code max.message.bytes}; zero for the brokers' own
 */
public record Topic<V>(String name, Class<V> type, String cleanup, Duration retention, int partitions, int maxBytes) {
    /** The serde of this topic's values: JSON, or the bytes as they are. */
    @SuppressWarnings("unchecked") // V is byte[] where the type says so
    public Serde<V> serde() {
        return type == byte[].class ? (Serde<V>) Serdes.ByteArray() : JsonSerde.of(type);
    }

    /** The same topic under another name: an operator may rename the events topic. */
    public Topic<V> named(String other) {
        return new Topic<>(other, type, cleanup, retention, partitions, maxBytes);
    }

    /** The same topic for records of so many bytes at most. */
    Topic<V> upTo(int bytes) {
        return new Topic<>(name, type, cleanup, retention, partitions, bytes);
    }

    /** Topic settings for its creation, as Kafka spells them. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", cleanup);
        if (!retention.isZero()) config.put("retention.ms", Long.toString(retention.toMillis()));
        if (maxBytes > 0) config.put("max.message.bytes", Integer.toString(maxBytes));
        if (cleanup.contains("compact")) {
            config.put("min.cleanable.dirty.ratio", "0.2");
            config.put("segment.ms", Long.toString(Duration.ofDays(1).toMillis()));
        }
        return config;
    }
}
