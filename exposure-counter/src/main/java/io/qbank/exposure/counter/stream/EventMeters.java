package io.qbank.exposure.counter.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.counter.decode.Decoded;
import io.qbank.exposure.counter.tally.Outcome;
import io.qbank.exposure.counter.tally.Tally;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records of events.qbank by tenant and by what became of them. Whoever may publish may name any tenant, so the first
 * thousand named have series of their own and the rest share one. Thread-safe.
 */
final class EventMeters {
    static final int TENANTS = 1_000;
    static final String REST = "other";
    private final MeterRegistry registry;
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();

    /** Records that name nobody have their series from the start: a rate of nothing is then 0, and an alert can tell. */
    EventMeters(MeterRegistry registry) {
        this.registry = registry;
        String nobody = label(Decoded.NOBODY.tenantId());
        for (Outcome outcome : Outcome.values()) counter(nobody, outcome);
    }

    void counted(String tenant, Tally tally) {
        String label = label(tenant);
        for (Tally.Day day : tally.days().values())
            for (Outcome outcome : Outcome.values()) {
                long records = day.outcomes()[outcome.code()];
                if (records > 0) counter(label, outcome).increment((double) records);
            }
    }

    private String label(String tenant) {
        if (tenants.contains(tenant)) return tenant;
        if (tenants.size() >= TENANTS) return REST;
        tenants.add(tenant);
        return tenant;
    }

    private Counter counter(String tenant, Outcome outcome) {
        return Counter.builder("qbank.events")
                .description("Records of events.qbank by tenant and by what became of them")
                .tag("tenant", tenant)
                .tag("outcome", outcome.kind() == null ? outcome.name().toLowerCase(Locale.ROOT) : "rejected")
                .tag("kind", outcome.kind() == null ? "" : outcome.kind().wire())
                .register(registry);
    }
}
