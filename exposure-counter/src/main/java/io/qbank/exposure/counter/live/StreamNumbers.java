package io.qbank.exposure.counter.live;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The stream in a few numbers with names that last: how far behind it is, and how large its state. The binder of Kafka Streams
 * has them too, in pieces by client, thread and task. Thread-safe.
 */
public final class StreamNumbers {
    private static final String LAG = "records-lag";
    private static final String FILES = "total-sst-files-size";
    private static final String UNWRITTEN = "size-all-mem-tables";
    private final GaugeFamily lag;
    private final GaugeFamily state;

    public StreamNumbers(MeterRegistry registry) {
        lag = new GaugeFamily(registry, "qbank.stream.lag", "Records not yet read by this instance, by topic", "topic");
        state = new GaugeFamily(
                registry, "qbank.state.bytes", "State of this instance on disk and not yet on disk, by store", "store");
    }

    /**
     * Brings the gauges up to date.
     *
     * @param metrics those of Kafka Streams
     */
    public synchronized void refresh(Iterable<? extends Metric> metrics) {
        Map<List<String>, Double> behind = new HashMap<>();
        Map<List<String>, Double> bytes = new HashMap<>();
        for (Metric metric : metrics) {
            MetricName name = metric.metricName();
            Map<String, String> tags = name.tags();
            if (name.name().equals(LAG) && main(tags))
                behind.merge(List.of(tags.getOrDefault("topic", "")), number(metric), Double::sum);
            else if (name.name().equals(FILES) || name.name().equals(UNWRITTEN))
                bytes.merge(List.of(tags.getOrDefault("rocksdb-state-id", "")), number(metric), Double::sum);
        }
        // a topic with a dot appears under its name and, as it did in earlier versions of Kafka, with an underline
        behind.keySet()
                .removeIf(topic -> behind.keySet().stream()
                        .anyMatch(other -> !other.equals(topic)
                                && other.get(0).replace('.', '_').equals(topic.get(0))));
        lag.show(behind);
        state.show(bytes);
    }

    /** Whether it is of a consumer that reads events or internal topics, not of one that restores state or reads items. */
    private static boolean main(Map<String, String> tags) {
        String client = tags.getOrDefault("client-id", "");
        return tags.containsKey("partition")
                && client.endsWith("-consumer")
                && !client.endsWith("-restore-consumer")
                && !client.endsWith("-global-consumer");
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number value && value.doubleValue() > 0 ? value.doubleValue() : 0;
    }
}
