package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Plan;
import org.jspecify.annotations.Nullable;

/** Documents that a test reads: parameters are the number of iterations, or nonsense; results are numbers. */
public final class SmallPlans implements Documents {
    @Override
    public Plan plan(String parameters, long seed) {
        if (!parameters.matches("\\d+"))
            throw new IllegalArgumentException("iters must be a number, was " + parameters);
        return Plan.builder()
                .n(20)
                .testLen(2)
                .iters(Integer.parseInt(parameters))
                .verifyN(0)
                .seed(seed)
                .build();
    }

    @Override
    public String result(CalibrationResult result, Plan plan, @Nullable IterationTrace first, int updated) {
        return "{\"updated\":" + updated + ",\"iterations\":" + result.iterationsRun() + "}";
    }

    @Override
    public String emptyResult() {
        return "{\"updated\":0}";
    }
}
