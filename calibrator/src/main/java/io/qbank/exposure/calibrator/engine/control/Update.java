package io.qbank.exposure.calibrator.engine.control;

import io.qbank.exposure.calibrator.engine.simulation.Tally;

/** How the k of the next iteration follow from what the last one counted. */
public interface Update {
    /** One k an item; locked items are the caller's business. */
    double[] next(double[] k, Tally tally);
}
