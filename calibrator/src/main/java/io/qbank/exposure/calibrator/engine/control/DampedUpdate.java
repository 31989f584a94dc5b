package io.qbank.exposure.calibrator.engine.control;

import io.qbank.exposure.calibrator.engine.simulation.Tally;

/**
 * v7's rule: k · (cap / rate)^alpha within [floor, ceil]; an item nobody saw is made a tenth more likely, and not held by the
 * ceiling.
 */
public final class DampedUpdate implements Update {
    private final double[] caps;
    private final double alpha;
    private final double floor;
    private final double ceil;

    public DampedUpdate(double[] caps, double alpha, double floor, double ceil) {
        this.caps = caps.clone();
        this.alpha = alpha;
        this.floor = floor;
        this.ceil = ceil;
    }

    @Override
    public double[] next(double[] k, Tally tally) {
        double[] next = new double[k.length];
        for (int i = 0; i < next.length; i++) {
            double rate = tally.rate(i);
            if (rate <= 0.0) {
                next[i] = Math.min(1.0, Math.max(floor, k[i] * 1.1));
            } else {
                double wanted = k[i] * StrictMath.pow(caps[i] / rate, alpha);
                next[i] = Math.min(1.0, Math.max(floor, Math.min(ceil, wanted)));
            }
        }
        return next;
    }
}
