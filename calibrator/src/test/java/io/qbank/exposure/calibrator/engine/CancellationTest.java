package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CancellationTest {
    /** Says stop once it was asked often enough. */
    private static final class Stopper implements RunObserver {
        final AtomicInteger asked = new AtomicInteger();
        final int patience;
        boolean verifying;
        boolean stopWhenVerifying;

        Stopper(int patience) {
            this.patience = patience;
        }

        @Override
        public void iteration(IterationSummary summary) {}

        @Override
        public void verifying() {
            verifying = true;
        }

        @Override
        public boolean cancelled() {
            return asked.incrementAndGet() > patience || (stopWhenVerifying && verifying);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 3, 0", "1, 15, 1", "4, 0, 0", "4, 15, 1"})
    void stopsWithinTheIteration(int threads, int patience, int finished) {
        // An iteration of 2,560 candidates is 10 blocks: the observer is asked before each.
        Plan plan = Plan.builder().n(2560).iters(50).threads(threads).build();
        Stopper stopper = new Stopper(patience);

        Outcome outcome = Calibration.run(Pools.random(100, 1), plan, stopper);

        Outcome.Cancelled cancelled = assertInstanceOf(Outcome.Cancelled.class, outcome);
        assertEquals(finished, cancelled.history().size());
        assertTrue(stopper.asked.get() <= patience + threads);
    }

    @ParameterizedTest
    @EnumSource
    void stopsDuringTheVerification(Method method) {
        Plan plan = Plan.builder().method(method).n(300).iters(3).build();
        Stopper stopper = new Stopper(Integer.MAX_VALUE);
        stopper.stopWhenVerifying = true;

        Outcome outcome = Calibration.run(Pools.random(100, 1), plan, stopper);

        assertEquals(
                3, assertInstanceOf(Outcome.Cancelled.class, outcome).history().size());
    }
}
