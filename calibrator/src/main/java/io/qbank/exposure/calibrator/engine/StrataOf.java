package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.simulation.Strata;

/** Half a logit wide, over nearly all of a distribution; wider where that would be more than sixteen. */
final class StrataOf {
    private static final int MOST = 16;

    private StrataOf() {}

    static Strata distribution(ThetaDistribution theta) {
        double width = 0.5;
        while (true) {
            double low = Math.floor(theta.quantile(0.001) / width) * width;
            double high = Math.ceil(theta.quantile(0.999) / width) * width;
            int count = Math.max(1, (int) Math.round((high - low) / width));
            if (count <= MOST) {
                return new Strata(low, width, count);
            }
            width *= 2;
        }
    }
}
