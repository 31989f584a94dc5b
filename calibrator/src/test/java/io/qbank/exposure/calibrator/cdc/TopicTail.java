package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows both topics from the beginning, for one tenant, as a reader does; a thread of its own. */
final class TopicTail implements AutoCloseable {
    private final String tenantId;
    private final Thread thread;
    private final Map<String, List<Arrival>> records = Collections.synchronizedMap(new HashMap<>());
    private volatile boolean running = true;
    private volatile long received;

    /** A record as it came; its value is null for a tombstone. */
    record Arrival(String value, long nanoTime) {}

    private TopicTail(String tenantId) {
        this.tenantId = tenantId;
        this.thread = new Thread(this::follow, "topic-tail");
    }

    static TopicTail follow(String tenantId) {
        TopicTail tail = new TopicTail(tenantId);
        tail.thread.start();
        return tail;
    }

    /** The item's latest value; empty if there is none or it was taken back. */
    Optional<ItemState> item(long question, int version) {
        return last(Keys.item(tenantId, question, version)).map(text -> Json.read(text, ItemState.class));
    }

    /** The latest value of any key. */
    Optional<String> last(String key) {
        List<Arrival> all = all(key);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(all.get(all.size() - 1).value());
    }

    /** All records of a key, in order. */
    List<Arrival> all(String key) {
        synchronized (records) {
            return new ArrayList<>(records.getOrDefault(key, List.of()));
        }
    }

    /** Every value an item was published with, in order. */
    List<ItemState> values(long question, int version) {
        return all(Keys.item(tenantId, question, version)).stream()
                .filter(arrival -> arrival.value() != null)
                .map(arrival -> Json.read(arrival.value(), ItemState.class))
                .toList();
    }

    /** When the item's latest record came. */
    long arrived(long question, int version) {
        List<Arrival> all = all(Keys.item(tenantId, question, version));
        return all.get(all.size() - 1).nanoTime();
    }

    /** How many records came. */
    long received() {
        return received;
    }

    /** How many keys have a value now. */
    long live() {
        synchronized (records) {
            return records.values().stream()
                    .filter(all -> all.get(all.size() - 1).value() != null)
                    .count();
        }
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        thread.join();
    }

    private void follow() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", DevStack.shared().kafka().bootstrap(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest",
                "fetch.max.wait.ms", "20",
                "enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(Topics.ITEMS.name(), Topics.POLICIES.name()))
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            consumer.assign(partitions);
            while (running) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20)))
                    if (record.key().startsWith(tenantId + "/")) add(record);
            }
        }
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        synchronized (records) {
            records.computeIfAbsent(record.key(), none -> new ArrayList<>())
                    .add(new Arrival(text(record.value()), System.nanoTime()));
            received = received + 1;
        }
    }

    private static String text(byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
}
