package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a run verifies, and when it ends. */
class SimulatedRunTest {
    private final Watcher watcher = new Watcher();

    /** Notes what it is told: the number of each iteration, and 0 for each verification. */
    private static final class Watcher implements RunObserver {
        final List<Integer> told = new ArrayList<>();

        @Override
        public void iteration(IterationSummary summary) {
            told.add(summary.iter());
        }

        @Override
        public void verifying() {
            told.add(0);
        }
    }

    @Test
    void endsWithTheSecondIterationInARowThatHoldsIfFreshDrawsAgree() {
        run(easy().method(Method.SYMPSON_HETTER));

        assertEquals(List.of(1, 2, 0), watcher.told);
    }

    @Test
    void v7sMethodRunsAllItsIterationsUnlessItMayStop() {
        run(easy());
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 0), watcher.told);

        watcher.told.clear();
        run(easy().untilConverged(true));
        assertEquals(List.of(1, 2, 0), watcher.told);
    }

    @Test
    void whatIsNotToBeVerifiedRunsToItsEnd() {
        CalibrationResult result = run(easy().method(Method.SYMPSON_HETTER).verifyN(0));

        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), watcher.told);
        assertNull(result.report().verification());
    }

    /** From the second on a hundred candidates see no excess, fifty thousand do: asked after 2, 4 and 8 such iterations. */
    @Test
    void goesOnWhereFreshDrawsDisagreeAndAsksThemEverMoreSeldom() {
        CalibrationResult result = run(Plan.builder()
                .method(Method.SYMPSON_HETTER)
                .tau(0.2)
                .testLen(3)
                .n(100)
                .iters(9)
                .verifyN(50_000)
                .seed(1));

        assertEquals(List.of(1, 2, 3, 0, 4, 5, 0, 6, 7, 8, 9, 0), watcher.told);
        assertNotNull(result.report().verification());
        assertFalse(result.report().converged());
    }

    @Test
    void itsThreadsEndWithIt() throws InterruptedException {
        run(easy().threads(3));

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("calibration-engine")) {
                thread.join(TimeUnit.SECONDS.toMillis(20));
                assertFalse(thread.isAlive());
            }
        }
        assertTrue(watcher.told.contains(0));
    }

    /** Caps that nobody reaches. */
    private static Plan.Builder easy() {
        return Plan.builder().tau(1).testLen(5).n(300).iters(9).verifyN(1_000);
    }

    private CalibrationResult run(Plan.Builder plan) {
        Outcome outcome = Calibration.run(Pools.random(100, 1), plan.build(), watcher);
        return ((Outcome.Completed) outcome).result();
    }
}
