package io.qbank.exposure.counter.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How much of each store is still to be read from its changelog before its tasks count: zero when all is restored. A task
 * that is taken over shows here what it costs. Called by several threads.
 */
public final class RestoreProgress implements StateRestoreListener {
    private static final String GAUGE = "qbank.restore.remaining.records";
    private final MeterRegistry registry;
    private final Map<String, Map<TopicPartition, Long>> remaining = new ConcurrentHashMap<>();

    public RestoreProgress(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        of(store).put(changelog, to - from);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long upTo, long records) {
        of(store).computeIfPresent(changelog, (same, left) -> Math.max(0, left - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        of(store).remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        of(store).remove(changelog);
    }

    private Map<TopicPartition, Long> of(String store) {
        return remaining.computeIfAbsent(store, this::shown);
    }

    private Map<TopicPartition, Long> shown(String store) {
        Map<TopicPartition, Long> partitions = new ConcurrentHashMap<>();
        Gauge.builder(GAUGE, partitions, RestoreProgress::sum)
                .description("Records of the changelog that are still to be restored, by store")
                .tag("store", store)
                .register(registry);
        return partitions;
    }

    private static double sum(Map<TopicPartition, Long> partitions) {
        return partitions.values().stream().mapToLong(Long::longValue).sum();
    }
}
