package io.qbank.exposure.calibrator.cdc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which reads of questions were published of late. A change that such a read saw is on the topic already: a backlog of
 * changes to the same items, a replay, or one change that spans several tables costs one read. Not thread-safe.
 *
 * <p>Forgets after a minute, so that two billion transactions, after which identifiers repeat, cannot lie in between.
 */
final class RecentReads {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private final Map<Long, Snapshot> reads = new HashMap<>();
    private final LongSupplier nanoTime;
    private long since;

    RecentReads(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Those questions, sorted, that no recent read shows with all of these transactions. */
    List<Long> unseen(Set<Long> questions, Set<Long> transactions) {
        if (nanoTime.getAsLong() - since > KEPT_NANOS) reads.clear();
        return questions.stream()
                .filter(question -> transactions.isEmpty() || !saw(question, transactions))
                .sorted()
                .toList();
    }

    /** These questions, as the snapshot saw them, are on the topic. */
    void published(Collection<Long> questions, Snapshot snapshot) {
        if (reads.isEmpty()) since = nanoTime.getAsLong();
        questions.forEach(question -> reads.put(question, snapshot));
    }

    private boolean saw(Long question, Set<Long> transactions) {
        Snapshot read = reads.get(question);
        return read != null && read.sees(transactions);
    }
}
