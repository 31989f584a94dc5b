package io.qbank.exposure.calibrator.engine.control;

import io.qbank.exposure.calibrator.engine.simulation.Tally;

/**
 * k = cap / P(selected) where an item is selected more often than its cap, else 1 [1]; within [floor, ceil]. One run, one thread.
 *
 * <p>As long as some item is over its cap beyond noise, P is what the last iteration counted. From then on iterations differ by
 * noise only, and P becomes their running mean with gain 2 / (s + 2) after s such iterations, in which early ones fade out [2]: the
 * noise of k falls with the iterations instead of staying that of a single one. The mean begins with the first iteration.
 *
 * <p>[1] Sympson, Hetter (1985), Controlling item-exposure rates in computerized adaptive testing. [2] Robbins, Monro (1951), A
 * stochastic approximation method, Ann. Math. Stat. 22.
 */
public final class SympsonHetterUpdate implements Update {
    private final double[] caps;
    private final boolean[] locked;
    private final double floor;
    private final double ceil;
    private final double[] selected;
    private int settled;
    private boolean begun;

    public SympsonHetterUpdate(double[] caps, boolean[] locked, double floor, double ceil) {
        this.caps = caps.clone();
        this.locked = locked.clone();
        this.floor = floor;
        this.ceil = ceil;
        selected = new double[caps.length];
    }

    @Override
    public double[] next(double[] k, Tally tally) {
        boolean withinNoise = new Judgement(tally, caps).overCount(locked) == 0;
        settled = withinNoise ? settled + 1 : 0;
        double gain = begun ? 2.0 / (settled + 2) : 1;
        begun = true;
        double[] next = new double[k.length];
        for (int i = 0; i < next.length; i++) {
            double counted = tally.proposed(i) / (double) tally.candidates();
            selected[i] += gain * (counted - selected[i]);
            next[i] = holding(caps[i], selected[i], floor, ceil);
        }
        return next;
    }

    /** The k that holds a cap if the item is selected with the given probability. */
    static double holding(double cap, double selected, double floor, double ceil) {
        double k = selected > cap ? cap / selected : 1;
        return Math.max(floor, Math.min(ceil, k));
    }
}
