package io.qbank.exposure.calibrator.engine.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.simulation.Tallies;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final double EXACT = 1e-12;
    private static final double[] K = {1, 1, 1};
    private static final boolean[] NONE = new boolean[3];
    private static final double[] CAPS = {0.2, 0.2, 0.2};

    /** Item 0 is far over its cap, item 1 selected as often as it may be, item 2 less. */
    private static final Tally OVER = Tallies.of(1_000, new long[] {800, 200, 100}, new long[] {800, 200, 100});

    /** Now item 0 is seen as often as it may be, and selected as often as said. */
    private static Tally held(long selected) {
        return Tallies.of(1_000, new long[] {selected, 200, 100}, new long[] {200, 200, 100});
    }

    @Test
    void anItemOverItsCapIsHeldAtCapByPSelectedTheOthersAtOne() {
        assertArrayEquals(new double[] {0.25, 1, 1}, update(NONE, 0, 1).next(K, OVER), EXACT);
    }

    @Test
    void floorAndCeilingBoundTheAnswer() {
        assertArrayEquals(new double[] {0.3, 0.9, 0.9}, update(NONE, 0.3, 0.9).next(K, OVER), EXACT);
    }

    /** Gains 2/3 and 2/4: .8 + 2/3 (.5 − .8) = .6, then .6 + 1/2 (.4 − .6) = .5. */
    @Test
    void withinNoiseSelectionsAreAveragedEarlyOnesFadingOut() {
        SympsonHetterUpdate update = update(NONE, 0, 1);
        update.next(K, OVER);

        assertEquals(0.2 / 0.6, update.next(K, held(500))[0], EXACT);
        assertEquals(0.2 / 0.5, update.next(K, held(400))[0], EXACT);
    }

    @Test
    void whatIsOverAgainBeginsANewMean() {
        SympsonHetterUpdate update = update(NONE, 0, 1);
        update.next(K, held(500));
        update.next(K, held(500));

        assertEquals(0.25, update.next(K, OVER)[0], EXACT);
        assertEquals(0.2 / 0.6, update.next(K, held(500))[0], EXACT);
    }

    @Test
    void aLockedItemOverItsCapDoesNotKeepTheOthersFromSettling() {
        SympsonHetterUpdate update = update(new boolean[] {true, false, false}, 0, 1);
        update.next(K, OVER);

        Tally fewer = Tallies.of(1_000, new long[] {400, 200, 100}, new long[] {800, 200, 100});
        assertEquals(0.2 / 0.6, update.next(K, fewer)[0], EXACT, ".8 + 2/4 (.4 − .8)");
    }

    /** A second run begins at the k of the first, and with them within noise. */
    @Test
    void aFirstIterationWithinNoiseIsTheMeanSoFar() {
        SympsonHetterUpdate update = update(NONE, 0, 1);

        assertEquals(0.2 / 0.5, update.next(K, held(500))[0], EXACT);
        assertEquals(0.2 / 0.45, update.next(K, held(400))[0], EXACT, ".5 + 2/4 (.4 − .5)");
    }

    /** v7: k · (cap / rate)^alpha; unseen items a tenth up, from the floor, whatever the ceiling. */
    @Test
    void dampedIsTheRuleOfV7() {
        Tally tally = Tallies.of(1_000, new long[6], new long[] {800, 50, 400, 0, 0, 0});
        double[] caps = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
        double[] k = {1, 0.7, 0.03, 0.85, 0.001, 0.99};

        double[] next = new DampedUpdate(caps, 0.5, 0.05, 0.9).next(k, tally);

        assertArrayEquals(new double[] {0.5, 0.9, 0.05, 0.85 * 1.1, 0.05, 1}, next, EXACT);
    }

    @Test
    void expectationsAreHeldByTheSameRule() {
        double[] next =
                ExactUpdate.next(new double[] {0.8, 0.2, 0.1, 1}, new double[] {0.2, 0.2, 0.2, 0.01}, 0.02, 0.9);

        assertArrayEquals(new double[] {0.25, 0.9, 0.9, 0.02}, next, EXACT);
    }

    @Test
    void theChangeIsTheLargestInEitherDirection() {
        assertEquals(0.5, ExactUpdate.change(new double[] {1, 0.3, 0.2}, new double[] {0.5, 0.4, 0.2}), EXACT);
        assertEquals(0.1, ExactUpdate.change(new double[] {1, 0.3}, new double[] {1, 0.4}), EXACT);
        assertEquals(0, ExactUpdate.change(new double[] {1}, new double[] {1}));
    }

    private static SympsonHetterUpdate update(boolean[] locked, double floor, double ceil) {
        return new SympsonHetterUpdate(CAPS, locked, floor, ceil);
    }
}
