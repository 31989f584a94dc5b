package io.qbank.exposure.demo.bench;

import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the counter has published of one tenant, as any reader sees it. In the latency run each exposure waits in the queue of
 * its item until a row shows a count that includes it.
 */
final class BenchResults implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private final String tenant;
    private final KafkaConsumer<String, DailyExposure> daily;
    private final KafkaConsumer<String, DailySessions> sessions;
    private final KafkaConsumer<String, DailyOutcomes> outcomes;
    private final Map<String, DailyExposure> dailyRows = new HashMap<>();
    private final Map<String, Long> sessionRows = new HashMap<>();
    private final Map<String, DailyOutcomes> outcomeRows = new HashMap<>();
    private final Map<Long, Queue<Long>> waiting = new HashMap<>();
    private long[] latencies = new long[1 << 16];
    private int measured;
    private boolean watching;
    private long first;

    BenchResults(String bootstrap, String tenant) {
        this.tenant = tenant;
        daily = consumer(bootstrap, Topics.DAILY);
        sessions = consumer(bootstrap, Topics.SESSIONS);
        outcomes = consumer(bootstrap, Topics.OUTCOMES);
    }

    /** Waits until the first events are counted: from then on the counter runs. */
    void awaitFirst() {
        await(1);
        first = total();
    }

    /** How many were counted when it was first seen to run. */
    long atFirst() {
        return first;
    }

    /** Waits until so many records have an outcome. */
    void await(long records) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (total() < records) {
            poll(Duration.ofMillis(20));
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("only " + total() + " of " + records + " records counted");
        }
    }

    /** Whether everything published is what was written. Rows of items may follow the outcomes by a moment. */
    boolean exact(long events, long exposures, long sessionsWritten) {
        for (int i = 0; i < 100 && counted() < exposures; i++) poll(Duration.ofMillis(50));
        long begun = sessionRows.values().stream().mapToLong(Long::longValue).sum();
        return total() == events && counted() == exposures && begun == sessionsWritten;
    }

    /** From now on what is shown counts for the latencies. */
    void watch() {
        watching = true;
    }

    /** An event of an item was sent; a new one waits to be shown. */
    void sent(long question, boolean isNew) {
        if (isNew) waiting.computeIfAbsent(question, none -> new ArrayDeque<>()).add(System.nanoTime());
    }

    /** Milliseconds within which this share of the exposures was shown. */
    long latency(double share) {
        long[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(measured - 1, Math.floor(share * measured))] / 1_000_000;
    }

    void poll(Duration within) {
        daily.poll(within).forEach(record -> {
            if (record.value().tenantId().equals(tenant)) shown(record.key(), record.value());
        });
        sessions.poll(Duration.ZERO).forEach(record -> {
            if (record.value().tenantId().equals(tenant))
                sessionRows.put(record.key(), record.value().sessions());
        });
        outcomes.poll(Duration.ZERO).forEach(record -> {
            if (record.value().tenantId().equals(tenant)) outcomeRows.put(record.key(), record.value());
        });
    }

    @Override
    public void close() {
        daily.close();
        sessions.close();
        outcomes.close();
    }

    private void shown(String key, DailyExposure row) {
        DailyExposure before = dailyRows.put(key, row);
        long more = row.exposures() - (before == null ? 0 : before.exposures());
        Queue<Long> queue = waiting.get(row.questionId());
        long now = System.nanoTime();
        for (long i = 0; i < more && queue != null && !queue.isEmpty(); i++) {
            long latency = now - queue.remove();
            if (!watching) continue;
            if (measured == latencies.length) latencies = Arrays.copyOf(latencies, 2 * measured);
            latencies[measured++] = latency;
        }
    }

    private long total() {
        return outcomeRows.values().stream().mapToLong(DailyOutcomes::total).sum();
    }

    private long counted() {
        return dailyRows.values().stream().mapToLong(DailyExposure::exposures).sum();
    }

    private static <V> KafkaConsumer<String, V> consumer(String bootstrap, Topic<V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        5_000),
                new StringDeserializer(),
                topic.serde().deserializer());
        consumer.assign(consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList());
        return consumer;
    }
}
