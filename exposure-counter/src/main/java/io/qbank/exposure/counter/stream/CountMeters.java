package io.qbank.exposure.counter.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.counter.tally.LiveExams;
import io.qbank.exposure.counter.tally.Tally;

/** What the processors did, for Prometheus. Counted when counts are sent on, not an event at a time. Thread-safe. */
public final class CountMeters {
    private final LiveExams live = new LiveExams();
    private final EventMeters events;
    private final Counter sweptSessions;
    private final Counter sweptTotals;
    private final Counter badItems;
    private final DistributionSummary flushed;
    private final DistributionSummary published;

    public CountMeters(MeterRegistry registry) {
        events = new EventMeters(registry);
        sweptSessions = swept(registry, "session");
        sweptTotals = swept(registry, "total");
        badItems = Counter.builder("qbank.items.unreadable")
                .description("Records of exposure.items that could not be read")
                .register(registry);
        flushed = DistributionSummary.builder("qbank.flush.cells")
                .description("Items and days sent to the totals, per exam and flush")
                .register(registry);
        published = DistributionSummary.builder("qbank.publish.rows")
                .description("Rows written to exposure topics, per publication")
                .register(registry);
    }

    /** Today's totals of the exams of this process. */
    public LiveExams live() {
        return live;
    }

    void counted(String tenant, Tally tally) {
        events.counted(tenant, tally);
        flushed.record(tally.cells());
    }

    void published(int rows) {
        published.record(rows);
    }

    void swept(int sessions) {
        if (sessions > 0) sweptSessions.increment(sessions);
    }

    void sweptTotals(int totals) {
        if (totals > 0) sweptTotals.increment(totals);
    }

    void unreadableItem() {
        badItems.increment();
    }

    private static Counter swept(MeterRegistry registry, String what) {
        return Counter.builder("qbank.swept")
                .description("Entries of state removed because they are out of date")
                .tag("what", what)
                .register(registry);
    }
}
