package io.qbank.exposure.calibrator.cdc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the topics with the bank as a whole and looks again at what differs: when a relay begins, when a change does not
 * say what it touched, and every so often, so that whatever went wrong unseen (records deleted, a topic made anew) mends
 * itself. It takes as long as the topics are large, and renews the lease meanwhile. {@link #demand()} may be called by any
 * thread, the rest by one.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private final RelayConfig config;
    private final BankReader bank;
    private final ItemPublisher publisher;
    private final RelayMetrics metrics;
    private final Beat lease;
    private final AtomicBoolean demanded = new AtomicBoolean(true);
    private long last = System.nanoTime();

    Audit(RelayConfig config, BankReader bank, ItemPublisher publisher, RelayMetrics metrics, Beat lease) {
        this.config = config;
        this.bank = bank;
        this.publisher = publisher;
        this.metrics = metrics;
        this.lease = lease;
    }

    /** Asks for a comparison soon. */
    void demand() {
        demanded.set(true);
    }

    /** Compares if it was asked for or is time. */
    void runIfDue() throws SQLException, InterruptedException {
        Duration since = Duration.ofNanos(System.nanoTime() - last);
        // Taken back before reading: what is demanded meanwhile may not be in what is read.
        if (!demanded.getAndSet(false) && since.compareTo(config.auditEvery()) < 0) return;
        last = System.nanoTime();
        TopicView topics = TopicReader.read(config.kafka(), config.tenantId(), lease);
        BankView view = bank.readAll();
        publisher.learn(topics);
        Touched different = Differences.between(view, topics, config.tenantId());
        for (Touched part : different.parts(ItemPublisher.AT_ONCE)) {
            lease.beat(); // and changes that came meanwhile may go between
            publisher.publish(part);
        }
        metrics.brokenRows(
                view.items().broken().size() + view.policies().broken().size());
        LOG.info(
                "compared {} items and {} policies in {} ms: {} questions and {} policies published anew",
                view.items().valid().size(),
                view.policies().valid().size(),
                Duration.ofNanos(System.nanoTime() - last).toMillis(),
                different.questions().size(),
                different.exams().size());
    }
}
