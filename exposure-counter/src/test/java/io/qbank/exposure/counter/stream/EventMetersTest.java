package io.qbank.exposure.counter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.counter.tally.Outcome;
import io.qbank.exposure.counter.tally.Tally;
import org.junit.jupiter.api.Test;

class EventMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EventMeters meters = new EventMeters(registry);

    @Test
    void aTenantHasItsOwnSeries() {
        meters.counted("a", tally(Outcome.COUNTED, 3));
        meters.counted("b", tally(Outcome.COUNTED, 4));
        meters.counted("a", tally(Outcome.WRONG_KEY, 1));

        assertEquals(3, events("a", "counted"));
        assertEquals(4, events("b", "counted"));
        assertEquals(1, events("a", "rejected"));
        assertEquals(0, events("unknown", "counted"), "there from the start");
    }

    @Test
    void tenantsBeyondTheLimitShareASeries() {
        for (int tenant = 0; tenant < EventMeters.TENANTS + 50; tenant++)
            meters.counted("t" + tenant, tally(Outcome.COUNTED, 1));

        assertEquals(51, events(EventMeters.REST, "counted"), "one of the thousand is nobody");
        assertEquals(1, events("t0", "counted"));
    }

    private double events(String tenant, String outcome) {
        return registry.get("qbank.events").tags("tenant", tenant, "outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static Tally tally(Outcome outcome, long records) {
        Tally tally = new Tally();
        tally.on(20_000).outcome(outcome.code(), records);
        return tally;
    }
}
