package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.rng.Draws;

/** Gives one candidate a whole test. Holds scratch space: one thread. */
public interface TestForm {
    /** Adds what the candidate was proposed and administered to the tally. */
    void give(double theta, double[] k, Draws draws, Tally tally);
}
