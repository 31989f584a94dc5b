package io.qbank.exposure.calibrator.job;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.cancel;
import static io.qbank.exposure.calibrator.job.Orders.job;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.calibrator.engine.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Duration LONG = Duration.ofHours(1);
    private final InMemoryStore store = new InMemoryStore();
    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void aLeaseThatFailsKeepsNoOtherFromItsBeat() {
        List<Lease> leases = IntStream.range(0, 4).mapToObj(this::claimed).toList();
        Claim unknown = new Claim(job("unknown", "X"), 1, 1, 0, () -> new Pool(List.of()), Optional.empty());
        heartbeat.keep(new Lease(store, unknown, LONG, LONG));
        leases.forEach(lease -> store.cancel(
                cancel(lease.claim().job().jobId(), lease.claim().job().examCode()), NOW));

        assertThrows(NullPointerException.class, heartbeat::doWork);

        assertEquals(
                List.of(Standing.CANCELLED),
                leases.stream().map(Lease::standing).distinct().toList());
    }

    private Lease claimed(int number) {
        store.publish("E" + number, 10 * number, 10 * number + 3);
        store.file(origin("calibration.start"), Step.queued(job("j" + number, "E" + number), NOW));
        Lease lease = new Lease(store, store.claim("test", LONG, NOW).orElseThrow(), LONG, LONG);
        heartbeat.keep(lease);
        return lease;
    }
}
