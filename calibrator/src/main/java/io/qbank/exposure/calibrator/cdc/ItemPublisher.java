package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at touched items again and publishes what is there. Thread-safe: one at a time reads, sends and has it
 * acknowledged before the next one reads, so that records stand in the topic in the order of the reads.
 *
 * <p>A change can reach us before its transaction is visible to others: PostgreSQL streams a commit once it is in the log,
 * and shows it after that, with a synchronous standby even much later. A read that does not see a transaction that it was
 * caused by is repeated.
 */
final class ItemPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ItemPublisher.class);
    /** Questions read and published in one transaction. */
    static final int AT_ONCE = 5_000;

    private static final long INVISIBLE_AT_MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String tenantId;
    private final BankReader bank;
    private final RelayProducer producer;
    private final PublishedKeys published;
    private final RecentReads recent = new RecentReads(System::nanoTime);
    private final Clock clock;
    private final RelayMetrics metrics;

    ItemPublisher(
            RelayConfig config,
            BankReader bank,
            RelayProducer producer,
            TopicView topics,
            Clock clock,
            RelayMetrics metrics) {
        this.tenantId = config.tenantId();
        this.bank = bank;
        this.producer = producer;
        this.published = new PublishedKeys(tenantId);
        this.published.add(topics);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Makes the topics say what the bank says of everything touched; returns when the brokers have it. */
    synchronized void publish(Touched touched) throws SQLException, InterruptedException {
        for (Touched part : touched.parts(AT_ONCE)) publishAtOnce(part);
    }

    /** The topics turn out to hold these keys: remember, so that they can be taken back. */
    synchronized void learn(TopicView topics) {
        published.add(topics);
    }

    private void publishAtOnce(Touched touched) throws SQLException, InterruptedException {
        List<Long> questions = recent.unseen(touched.questions(), touched.transactions());
        List<String> exams = touched.exams().stream().sorted().toList();
        BankView view = read(questions, exams, touched.transactions());
        publish(view, questions, exams);
        touched.since().ifPresent(since -> metrics.relayed(view.millis() - since));
        recent.published(questions, view.snapshot());
    }

    private BankView read(List<Long> questions, List<String> exams, Set<Long> transactions)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + INVISIBLE_AT_MOST_NANOS;
        long pause = FIRST_PAUSE_NANOS;
        Optional<BankView> view = bank.read(questions, exams, transactions);
        while (view.isEmpty()) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("a committed change does not become visible, does a standby lag?");
            metrics.readTooEarly();
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) throw new InterruptedException();
            pause = Math.min(2 * pause, LAST_PAUSE_NANOS);
            view = bank.read(questions, exams, transactions);
        }
        return view.get();
    }

    private void publish(BankView view, List<Long> questions, List<String> exams) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        view.items().valid().forEach((key, item) -> records.add(record(Topics.ITEMS.name(), key, Json.bytes(item))));
        view.policies()
                .valid()
                .forEach((key, policy) -> records.add(record(Topics.POLICIES.name(), key, Json.bytes(policy))));
        int values = records.size();
        List<String> goneItems = questions.stream()
                .flatMap(question -> published.ofQuestion(question).stream())
                .filter(key -> !view.items().holds(key))
                .toList();
        List<String> gonePolicies = exams.stream()
                .map(exam -> Keys.exam(tenantId, exam))
                .filter(key -> published.holdsPolicy(key) && !view.policies().holds(key))
                .toList();
        goneItems.forEach(key -> records.add(record(Topics.ITEMS.name(), key, null)));
        gonePolicies.forEach(key -> records.add(record(Topics.POLICIES.name(), key, null)));

        producer.publish(records);

        view.items().valid().keySet().forEach(published::addItem);
        view.policies().valid().keySet().forEach(published::addPolicy);
        goneItems.forEach(published::removeItem);
        gonePolicies.forEach(published::removePolicy);
        metrics.published(values, records.size() - values, view);
        view.items().broken().forEach((key, reason) -> LOG.warn("item {} is left as it was: {}", key, reason));
        view.policies().broken().forEach((key, reason) -> LOG.warn("policy {} is left as it was: {}", key, reason));
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, null, clock.millis(), key, value);
    }
}
