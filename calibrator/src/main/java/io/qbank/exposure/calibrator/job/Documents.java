package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Plan;
import org.jspecify.annotations.Nullable;

/** The documents that jobs carry and do not read: parameters and results as the contracts have them. */
public interface Documents {
    /**
     * Parameters as the engine takes them.
     *
     * @throws IllegalArgumentException naming the field, what is allowed and what was given
     */
    Plan plan(String parameters, long seed);

    /**
     * What a finished run gives.
     *
     * @param first the first iteration, whose rates are those at the k before the run; null if there was none
     */
    String result(CalibrationResult result, Plan plan, @Nullable IterationTrace first, int updated);

    /** What a run of an exam without items gives. */
    String emptyResult();
}
