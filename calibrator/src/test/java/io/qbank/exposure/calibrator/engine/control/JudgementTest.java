package io.qbank.exposure.calibrator.engine.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.simulation.Tallies;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import org.junit.jupiter.api.Test;

/** 10,000 candidates and a cap of .2: one standard deviation of a rate is .004. */
class JudgementTest {
    private static final int CANDIDATES = 10_000;

    /** z(.99) = 2.3263: .0093054 above the cap. */
    @Test
    void oneItemUnderPressureIsOverFromItsOwnMargin() {
        assertFalse(judged(new long[] {3_000}, new long[] {2_093}, 0.2).over(0));
        assertTrue(judged(new long[] {3_000}, new long[] {2_094}, 0.2).over(0));
    }

    /** z(.995) = 2.5758: .0103033 above the cap. */
    @Test
    void theMarginGrowsWithTheNumberOfItemsUnderPressure() {
        long[] proposed = {3_000, 3_000};

        assertEquals(0, judged(proposed, new long[] {2_103, 2_103}, 0.2, 0.2).overCount());
        assertEquals(2, judged(proposed, new long[] {2_104, 2_104}, 0.2, 0.2).overCount());
    }

    @Test
    void anItemSelectedAsOftenAsItsCapPutsNobodyUnderPressure() {
        Judgement judgement = judged(new long[] {3_000, 5_000}, new long[] {2_094, 5_000}, 0.2, 0.5);

        assertTrue(judgement.over(0));
        assertFalse(judgement.over(1));
        assertEquals(1, judgement.overCount());
    }

    @Test
    void whatNobodyMayChangeIsNotCounted() {
        Judgement judgement = judged(new long[] {3_000, 3_000}, new long[] {3_000, 3_000}, 0.2, 0.2);

        assertEquals(1, judgement.overCount(new boolean[] {true, false}));
        assertEquals(0, judgement.overCount(new boolean[] {true, true}));
    }

    /** 100 · z(.995)² · (1 − .1) / .1; the item with the small cap is never selected, and does not matter. */
    @Test
    void candidatesNeededAreThoseOfTheSmallestCapUnderPressure() {
        Judgement judgement = judged(new long[] {3_000, 2_000, 0}, new long[3], 0.2, 0.1, 0.01);

        assertEquals(5_972, judgement.candidatesNeeded());
    }

    @Test
    void withoutPressureNobodyIsNeeded() {
        Judgement judgement = judged(new long[] {0}, new long[] {0}, 0.2);

        assertEquals(0, judgement.candidatesNeeded());
        assertFalse(judgement.over(0));
    }

    private static Judgement judged(long[] proposed, long[] administered, double... caps) {
        Tally tally = Tallies.of(CANDIDATES, proposed, administered);
        return new Judgement(tally, caps);
    }
}
