package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionTest {
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void anInterruptedCallerGetsACancelledRunAndStaysInterrupted(int threads) {
        Plan plan = Plan.builder().n(2560).iters(50).threads(threads).build();

        Thread.currentThread().interrupt();
        Outcome outcome = Calibration.run(Pools.random(100, 1), plan, RunObserver.NONE);

        assertTrue(Thread.interrupted());
        assertInstanceOf(Outcome.Cancelled.class, outcome);
    }
}
