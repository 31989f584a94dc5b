package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What the counters publish of one tenant, followed from the beginning. */
final class PublishedCounts implements AutoCloseable {
    private final String tenant;
    private final KafkaConsumer<String, DailyExposure> daily = Brokers.consumer(Topics.DAILY);
    private final KafkaConsumer<String, DailySessions> sessions = Brokers.consumer(Topics.SESSIONS);
    private final KafkaConsumer<String, DailyOutcomes> outcomes = Brokers.consumer(Topics.OUTCOMES);
    private final Traffic.Counts counts = new Traffic.Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    private final Map<String, DailyOutcomes> byDay = new HashMap<>();

    PublishedCounts(String tenant) {
        this.tenant = tenant;
    }

    /** Waits until they are those that somebody else counted. */
    void await(Duration within, Traffic.Counts expected) {
        Eventually.eventually(
                within, () -> "counts equal the recount\nexpected " + expected + "\nbut are  " + counts(), () -> {
                    poll();
                    return counts().equals(expected);
                });
    }

    /** Waits for the sums only: without a session's order its first event, and so its day, is not known beforehand. */
    void awaitSums(Duration within, Traffic.Counts expected) {
        Eventually.eventually(
                within,
                () -> "sums equal the recount\nexpected " + sums(expected) + "\nbut are  " + sums(counts()),
                () -> {
                    poll();
                    return sums(counts()).equals(sums(expected));
                });
    }

    /** Waits until the first are there. */
    void awaitSomething(Duration within) {
        Eventually.eventually(within, "something is counted", () -> {
            poll();
            return !counts.exposures().isEmpty();
        });
    }

    @Override
    public void close() {
        daily.close();
        sessions.close();
        outcomes.close();
    }

    private void poll() {
        daily.poll(Duration.ofMillis(50)).forEach(record -> {
            DailyExposure row = record.value();
            if (row.tenantId().equals(tenant))
                counts.exposures().put(row.questionId() + "/" + row.day(), row.exposures());
        });
        sessions.poll(Duration.ofMillis(10)).forEach(record -> {
            if (record.value().tenantId().equals(tenant))
                counts.sessions().put(record.value().day(), record.value().sessions());
        });
        outcomes.poll(Duration.ofMillis(10)).forEach(record -> {
            if (record.value().tenantId().equals(tenant)) byDay.put(record.key(), record.value());
        });
    }

    private Traffic.Counts counts() {
        Map<String, Long> sums = new TreeMap<>();
        for (DailyOutcomes day : byDay.values()) {
            add(sums, "counted", day.counted());
            add(sums, "duplicate", day.duplicate());
            add(sums, "late", day.late());
            add(sums, "future", day.future());
            add(sums, "ignored", day.ignored());
            day.rejected().forEach((kind, count) -> add(sums, kind, count));
        }
        return new Traffic.Counts(counts.exposures(), counts.sessions(), sums);
    }

    private static void add(Map<String, Long> sums, String outcome, long count) {
        if (count > 0) sums.merge(outcome, count, Long::sum);
    }

    private static List<Object> sums(Traffic.Counts counts) {
        return List.of(counts.outcomes(), sum(counts.sessions()), sum(counts.exposures()));
    }

    /** All of a map's values together. */
    static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
