package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.drift.ControlHistory.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which days count for an item's evidence, with which cap, and which changes of k begin it anew. */
class ItemEvidenceTest {
    private static final int DAY = (int) LocalDate.parse("2026-03-10").toEpochDay();
    private static final Instant BEFORE = noon(DAY - 5);
    private static final ControlHistory CAPPED = ControlHistory.NONE.and(new Change(BEFORE, 0.2));

    @Test
    void aDayIsTestedAgainstTheCapWithItsAllowance() {
        ItemEvidence evidence =
                ItemEvidence.NONE.afterDay(DAY, 30, 100, CAPPED, 0.1).afterDay(DAY + 1, 20, 50, CAPPED, 0.5);

        assertEquals(BEFORE, evidence.epoch());
        assertEquals(50, evidence.exposures());
        assertEquals(150, evidence.sessions());
        assertEquals(50 / 150.0, evidence.observed());
        EProcess expected = EProcess.start().afterDay(30, 100, 0.2 * 1.1).afterDay(20, 50, 0.2 * 1.5);
        assertEquals(expected.lnE(), evidence.process().lnE(), 1e-12);
        assertEquals(2, evidence.process().days());
    }

    @Test
    void whatIsNotKnownOrHasNoCapIsNotTested() {
        assertSame(ItemEvidence.NONE, ItemEvidence.NONE.afterDay(DAY, 30, 100, ControlHistory.NONE, 0.1));

        ItemEvidence uncapped =
                ItemEvidence.NONE.afterDay(DAY, 30, 100, ControlHistory.NONE.and(new Change(BEFORE, null)), 0.1);

        assertEquals(BEFORE, uncapped.epoch());
        assertEquals(0, uncapped.sessions());
        assertFalse(uncapped.of(BEFORE));
    }

    @Test
    void theDayOfAChangeIsLeftOutAndTheNextBeginsAnew() {
        Instant changed = noon(DAY + 1);
        ControlHistory history = CAPPED.and(new Change(changed, 0.3));
        ItemEvidence first = ItemEvidence.NONE.afterDay(DAY, 30, 100, history, 0.1);

        ItemEvidence same = first.afterDay(DAY + 1, 99, 100, history, 0.1);
        ItemEvidence anew = same.afterDay(DAY + 2, 10, 40, history, 0.1);

        assertSame(first, same);
        assertEquals(changed, anew.epoch());
        assertEquals(10, anew.exposures());
        assertEquals(40, anew.sessions());
        assertEquals(
                EProcess.start().afterDay(10, 40, 0.3 * 1.1).lnE(),
                anew.process().lnE(),
                1e-12);
        assertTrue(anew.of(changed));
        assertFalse(anew.of(BEFORE));
        assertFalse(ItemEvidence.NONE.of(Instant.MIN));
    }

    /** Rows of a day may come apart: for a moment an item has been seen more often than there were sessions. */
    @Test
    void moreExposuresThanSessionsAreARateOfOne() {
        ItemEvidence evidence = ItemEvidence.NONE.afterDay(DAY, 12, 10, CAPPED, 0);

        assertEquals(1, evidence.observed());
        assertEquals(
                EProcess.start().afterDay(10, 10, 0.2).lnE(), evidence.process().lnE(), 1e-12);
        assertEquals(0, ItemEvidence.NONE.observed());
    }

    @Test
    void theHistoryTellsWhatHeldOnADayAndAtAMoment() {
        Change first = new Change(noon(DAY), 0.2);
        Change second = new Change(noon(DAY + 3), 0.3);
        ControlHistory history = ControlHistory.NONE.and(first).and(second);

        assertEquals(Optional.empty(), history.on(DAY));
        assertEquals(Optional.of(first), history.on(DAY + 1));
        assertEquals(Optional.empty(), history.on(DAY + 3));
        assertEquals(Optional.of(second), history.on(DAY + 4));
        assertEquals(Optional.empty(), history.at(noon(DAY).minusMillis(1)));
        assertEquals(Optional.of(first), history.at(noon(DAY)));
        assertEquals(Optional.of(first), history.at(noon(DAY + 3).minusMillis(1)));
        assertEquals(Optional.of(second), history.at(noon(DAY + 3)));
    }

    @Test
    void aChangeThatComesLateDropsWhatItPutsInDoubtAndTheOldestAreForgotten() {
        Change late = new Change(noon(DAY), 0.4);
        ControlHistory doubted = ControlHistory.NONE
                .and(new Change(noon(DAY), 0.2))
                .and(new Change(noon(DAY + 3), 0.3))
                .and(late);
        assertEquals(Optional.of(late), doubted.on(DAY + 9));
        assertEquals(Optional.empty(), doubted.on(DAY));

        ControlHistory many = ControlHistory.NONE;
        for (int i = 0; i <= ControlHistory.MOST; i++) many = many.and(new Change(noon(DAY + i), 0.2));
        assertEquals(Optional.empty(), many.at(noon(DAY)), "the oldest is forgotten");
        assertTrue(many.at(noon(DAY + 1)).isPresent(), "as many as are kept are there");
    }

    private static Instant noon(int day) {
        return LocalDate.ofEpochDay(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
