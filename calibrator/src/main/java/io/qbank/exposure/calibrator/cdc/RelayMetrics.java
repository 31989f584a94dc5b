package io.qbank.exposure.calibrator.cdc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What the relay can be watched by. Thread-safe. */
final class RelayMetrics {
    private static final double MILLIS = 1e-3;
    private final Counter values;
    private final Counter tombstones;
    private final Counter failures;
    private final Counter tooEarly;
    private final Timer latency;
    private final AtomicLong lsn = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong retainedBytes = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private volatile ItemRelay.Phase phase = ItemRelay.Phase.STARTING;

    RelayMetrics(MeterRegistry registry) {
        values = counter(registry, "value");
        tombstones = counter(registry, "tombstone");
        failures = Counter.builder("qbank.relay.failures")
                .description("How often relaying ended by a failure and was begun anew")
                .register(registry);
        tooEarly = Counter.builder("qbank.relay.reads.too.early")
                .description("Reads repeated because the change was streamed before it was visible")
                .register(registry);
        latency = Timer.builder("qbank.relay.latency")
                .description("From a change's commit to its record's acknowledgement")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        gauge(registry, "qbank.relay.lsn", "Position of PostgreSQL's log published last", lsn, 1);
        gauge(registry, "qbank.relay.lag.seconds", "Age of the oldest change in the last batch", lagMillis, MILLIS);
        gauge(registry, "qbank.relay.retained.wal.bytes", "Log that PostgreSQL keeps for the slot", retainedBytes, 1);
        gauge(registry, "qbank.relay.broken.rows", "Rows no contract allows, when last compared", broken, 1);
        for (ItemRelay.Phase each : ItemRelay.Phase.values())
            Gauge.builder("qbank.relay.phase", this, metrics -> metrics.phase == each ? 1 : 0)
                    .description("1 for the phase this instance is in")
                    .tag("phase", each.name().toLowerCase(Locale.ROOT))
                    .register(registry);
    }

    void phase(ItemRelay.Phase now) {
        phase = now;
    }

    ItemRelay.Phase phase() {
        return phase;
    }

    void published(int valueRecords, int tombstoneRecords, BankView view) {
        values.increment(valueRecords);
        tombstones.increment(tombstoneRecords);
        lsn.set(view.lsn());
    }

    void relayed(long ageMillis) {
        long age = Math.max(0, ageMillis);
        lagMillis.set(age);
        latency.record(Duration.ofMillis(age));
    }

    void retained(long bytes) {
        retainedBytes.set(bytes);
    }

    void brokenRows(long rows) {
        broken.set(rows);
    }

    void readTooEarly() {
        tooEarly.increment();
    }

    void failed() {
        failures.increment();
    }

    private static Counter counter(MeterRegistry registry, String kind) {
        return Counter.builder("qbank.relay.records")
                .description("Records published")
                .tag("kind", kind)
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String about, AtomicLong value, double scale) {
        Gauge.builder(name, value, now -> now.get() * scale).description(about).register(registry);
    }
}
