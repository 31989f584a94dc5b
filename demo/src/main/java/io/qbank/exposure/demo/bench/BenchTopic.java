package io.qbank.exposure.demo.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The events topic of a measurement: written at full speed or at a pace, read plainly, and its size on the broker. */
final class BenchTopic {
    private static final int OPEN_AT_A_PACE = 2_000;
    private final String bootstrap;
    private final String topic;
    private volatile @Nullable Exception lost;

    BenchTopic(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
    }

    /** Writes whole sessions as fast as it goes. */
    void write(BenchEvents events, int sessions, int atATime, Instant from) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            events.play(sessions, atATime, from, (key, value, at) -> send(producer, key, value, at));
        }
        failIfLost();
    }

    /** Writes thirty seconds of events at a pace; after ten, when all is warm, the results note when each was sent. */
    void pace(BenchEvents events, int rate, BenchResults results) {
        long[] sent = {0};
        long begun = System.nanoTime();
        int sessions = 30 * rate / events.itemsPerSession();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            events.play(sessions, OPEN_AT_A_PACE, Instant.now().minus(Duration.ofHours(6)), (key, value, at) -> {
                long due = begun + sent[0]++ * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    results.poll(Duration.ZERO);
                    LockSupport.parkNanos(Math.min(1_000_000, Math.max(0, due - System.nanoTime())));
                }
                if (sent[0] == 10L * rate) results.watch();
                send(producer, key, value, at);
                results.sent(events.lastItem(), events.lastIsNew());
            });
        }
        failIfLost();
    }

    /** Reads so many records and does nothing with them. */
    void read(long records) {
        read(records, Duration.ofDays(1), value -> {});
    }

    /**
     * Reads records, one after the other.
     *
     * @param within stops after this time, though there are more
     * @return how many were read
     */
    long read(long records, Duration within, Consumer<byte[]> reader) {
        long deadline = System.nanoTime() + within.toNanos();
        long read = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "max.poll.records", 10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            while (read < records && System.nanoTime() < deadline)
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    reader.accept(record.value());
                    read++;
                }
        }
        return read;
    }

    /** Bytes of the events on the broker. */
    long size() {
        return sizes(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes that went into an application's internal topics, by their short names. */
    Map<String, Long> internal(String application) {
        Map<String, Long> sizes = new TreeMap<>();
        sizes(application + '-').forEach((name, size) -> sizes.put(name.substring(application.length() + 1), size));
        return sizes;
    }

    private Map<String, Long> sizes(String prefix) {
        Map<String, Long> sizes = new TreeMap<>();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            List<Integer> nodes = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            admin.describeLogDirs(nodes)
                    .allDescriptions()
                    .get()
                    .values()
                    .forEach(dirs -> dirs.values()
                            .forEach(dir -> dir.replicaInfos().forEach((partition, info) -> {
                                if (partition.topic().startsWith(prefix))
                                    sizes.merge(partition.topic(), info.size(), Long::sum);
                            })));
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("cannot look at the broker's disk", failed);
        }
        return sizes;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        5,
                        "batch.size",
                        128 * 1024,
                        "buffer.memory",
                        64L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void send(KafkaProducer<byte[], byte[]> producer, byte[] key, byte[] value, Instant at) {
        var unused =
                producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key, value), (metadata, failed) -> {
                    if (failed != null) lost = failed;
                });
    }

    private void failIfLost() {
        if (lost != null) throw new IllegalStateException("an event was not written", lost);
    }
}
