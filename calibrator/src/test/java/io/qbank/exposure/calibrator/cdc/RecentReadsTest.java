package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentReadsTest {
    private final AtomicLong now = new AtomicLong();
    private final RecentReads reads = new RecentReads(now::get);

    @Test
    void aQuestionIsUnseenUntilAReadThatSawTheTransactionsIsPublished() {
        assertEquals(List.of(1L, 2L), reads.unseen(Set.of(2L, 1L), Set.of(15L)));

        reads.published(List.of(1L), Snapshot.parse("10:20:16"));

        assertEquals(List.of(2L), reads.unseen(Set.of(1L, 2L), Set.of(15L)));
        assertEquals(List.of(1L, 2L), reads.unseen(Set.of(1L, 2L), Set.of(15L, 16L)));
        assertEquals(List.of(1L), reads.unseen(Set.of(1L), Set.of(20L)));
    }

    @Test
    void whatWasFoundWithoutATransactionIsAlwaysLookedAt() {
        reads.published(List.of(1L), Snapshot.parse("10:20:"));

        assertEquals(List.of(1L), reads.unseen(Set.of(1L), Set.of()));
    }

    @Test
    void readsAreForgottenBeforeIdentifiersRepeat() {
        reads.published(List.of(1L), Snapshot.parse("10:20:"));

        now.addAndGet(TimeUnit.SECONDS.toNanos(61));

        assertEquals(List.of(1L), reads.unseen(Set.of(1L), Set.of(15L)));
    }
}
