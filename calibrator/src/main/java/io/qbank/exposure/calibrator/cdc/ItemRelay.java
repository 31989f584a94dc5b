package io.qbank.exposure.calibrator.cdc;

import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.schemas.service.Duty;
import io.qbank.exposure.schemas.service.DutyThread;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code exposure.items} and {@code exposure.policies} equal to the bank, whoever changes it and however. One
 * instance relays, the others stand by; after any failure it begins anew, with backoff.
 *
 * <p><b>Why the last record of a key is never an old value.</b> A value is always read from the bank, never taken from a
 * change. (1) Within a relay, read, send and acknowledgement of one batch are over before the next batch is read. (2) All
 * relays of a tenant share one transactional id: once a relay has opened its producer, no record of an earlier one can
 * follow, also not one that a paused process still has in hand, and it reads only after that. So records stand in the topic
 * in the order in which the bank was read, across instances, crashes and replays; a later read never sees less. (3) Every
 * change leads to a read that sees it: a batch is acknowledged to PostgreSQL only after its records are committed, a read
 * that does not see the transaction it was caused by is repeated, and a relay that begins compares everything once it
 * streams.
 *
 * <p><b>What the position says.</b> {@code lsn} is the end of PostgreSQL's log just before the read. The log only grows, so
 * positions of a key never go down in the topic; a reader that ignores a lower one than it has, and accepts an equal one,
 * is right. Where the log went back, as after a restore, the highest position found on the topics is repeated until the log
 * has passed it. Which change a value stems from cannot be told from it, and need not.
 */
public final class ItemRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ItemRelay.class);
    private static final Duration REST = Duration.ofMillis(100);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What this instance is doing. */
    public enum Phase {
        /** It has not yet reached the database, or it is comparing everything before it relays. */
        STARTING,
        /** Another instance relays; this one takes over when that one ends. */
        STANDBY,
        /** Changes appear on the topics. */
        RELAYING,
        /** Something failed; it tries again. */
        BROKEN,
        CLOSED
    }

    private final RelayConfig config;
    private final Clock clock;
    private final RelayMetrics metrics;
    private long looked = System.nanoTime() - LOOK_EVERY_NANOS;
    private @Nullable Lease lease;
    private @Nullable RelaySession session;
    private @Nullable DutyThread thread;

    private ItemRelay(RelayConfig config, Clock clock, MeterRegistry registry) {
        this.config = config;
        this.clock = clock;
        this.metrics = new RelayMetrics(registry);
    }

    /**
     * Starts to relay, or to stand by, and returns at once.
     *
     * @param clock of the records' timestamps
     */
    public static ItemRelay start(RelayConfig config, Clock clock, MeterRegistry registry) {
        ItemRelay relay = new ItemRelay(config, clock, registry);
        Duty duty = relay::step;
        relay.thread = DutyThread.start("item-relay", duty, REST);
        return relay;
    }

    /** Whether the topics are being kept, by this instance or another one that it watches. */
    public boolean ready() {
        return phase() == Phase.RELAYING || phase() == Phase.STANDBY;
    }

    public Phase phase() {
        return metrics.phase();
    }

    /** Ends relaying after the batch in hand; another instance takes over. */
    @Override
    public void close() {
        if (thread != null) thread.close();
        release();
        metrics.phase(Phase.CLOSED);
    }

    private int step() throws InterruptedException {
        try {
            if (session == null) begin();
            else session.check();
            return 0;
        } catch (SQLException | RuntimeException failed) {
            release();
            metrics.phase(Phase.BROKEN);
            metrics.failed();
            throw new IllegalStateException("relaying ended: " + failed.getMessage(), failed);
        }
    }

    private void begin() throws SQLException, InterruptedException {
        if (lease == null) lease = Lease.on(config);
        boolean taken = lease.take();
        lookAtSlot(lease);
        if (!taken) {
            if (phase() != Phase.STANDBY) LOG.info("another instance relays; standing by");
            metrics.phase(Phase.STANDBY);
            return;
        }
        metrics.phase(Phase.STARTING);
        session = new RelaySession(config, lease, clock, metrics);
        metrics.phase(Phase.RELAYING);
        LOG.info("relaying changes of {} through slot {}", config.bank(), config.slot());
    }

    /** While nobody relays the log grows: whoever stands by or tries again shows it. */
    private void lookAtSlot(Lease asked) throws SQLException {
        if (System.nanoTime() - looked < LOOK_EVERY_NANOS) return;
        looked = System.nanoTime();
        metrics.retained(new ReplicationSlot(asked.session(), config.slot())
                .status()
                .map(ReplicationSlot.Status::retainedBytes)
                .orElse(0L));
    }

    private synchronized void release() {
        if (session != null) session.close();
        if (lease != null) lease.close();
        session = null;
        lease = null;
    }
}
