package io.qbank.exposure.calibrator.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay's time in office, from holding the lease to the first failure. It streams first and compares afterwards: what
 * changes while it compares is in the stream, what changed before is in the comparison. So it does not matter where the
 * stream begins, whether the slot is new, or whether somebody emptied a topic. One thread; batches come on the engine's.
 */
final class RelaySession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration STREAMING_WITHIN = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RelayConfig config;
    private final Lease lease;
    private final RelayMetrics metrics;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ReplicationSlot slot;
    private final RelayEngine engine;
    private final Audit audit;
    private long looked = System.nanoTime();

    /**
     * Takes office: shuts out earlier relays, streams, and has compared everything when it returns.
     *
     * @param lease held; stays its owner's
     */
    RelaySession(RelayConfig config, Lease lease, Clock clock, RelayMetrics metrics)
            throws SQLException, InterruptedException {
        this.config = config;
        this.lease = lease;
        this.metrics = metrics;
        this.slot = new ReplicationSlot(lease.session(), config.slot());
        try {
            RelayProducer producer = opened(RelayProducer.open(config.kafka(), config.tenantId()));
            // From here on no other relay's record can follow, and what is read from here on is newer than all of them.
            Publication.Coverage coverage = new Publication(lease.session(), config.publication()).ensure();
            slot.ensureFree();
            TopicView topics = TopicReader.read(config.kafka(), config.tenantId(), lease::renew);
            long notBelow = notBelow(topics, lease.session());
            Connection reader = opened(config.bank().connect("qbank-relay-reader"));
            ItemPublisher publisher = new ItemPublisher(
                    config, new BankReader(reader, config.tenantId(), notBelow), producer, topics, clock, metrics);
            BankReader everything = new BankReader(lease.session(), config.tenantId(), notBelow);
            audit = new Audit(config, everything, publisher, metrics, lease::renew);
            Audit demanded = audit;
            engine = opened(RelayEngine.start(config, coverage.tables(), changes -> {
                Touched touched = Touched.by(changes, coverage.mute());
                if (touched.isNothing()) return;
                publisher.publish(touched);
                if (touched.everything()) demanded.demand(); // by now the change is visible
            }));
            awaitStream();
            audit.runIfDue();
        } catch (SQLException | RuntimeException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Renews the lease, watches engine and slot, compares everything when it is time.
     *
     * @throws IllegalStateException if relaying has ended
     * @throws SQLException if the lease is lost
     */
    void check() throws SQLException, InterruptedException {
        requireEngine();
        if (System.nanoTime() - looked > LOOK_EVERY_NANOS) {
            looked = System.nanoTime();
            lease.renew();
            ReplicationSlot.Status status =
                    slot.status().orElseThrow(() -> new IllegalStateException("slot " + config.slot() + " is gone"));
            if (status.lost()) throw new IllegalStateException("slot " + config.slot() + " has lost its log");
            metrics.retained(status.retainedBytes());
        }
        audit.runIfDue();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) { // declared by AutoCloseable; the rest is closed all the same
                LOG.warn("the relay did not close cleanly", failed);
            }
        }
    }

    private void awaitStream() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + STREAMING_WITHIN.toNanos();
        while (slot.status().flatMap(ReplicationSlot.Status::reader).isEmpty()) {
            requireEngine();
            if (System.nanoTime() > deadline) throw new IllegalStateException("the engine does not begin to stream");
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) throw new InterruptedException();
        }
    }

    private void requireEngine() {
        engine.end().ifPresent(reason -> {
            throw new IllegalStateException("the engine ended: " + reason);
        });
    }

    private static long notBelow(TopicView topics, Connection connection) throws SQLException {
        long highest = topics.highestLsn();
        if (highest > BankReader.position(connection))
            LOG.warn("the topics are ahead of the database's log, was it restored? Positions stay where they were");
        return highest;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }
}
