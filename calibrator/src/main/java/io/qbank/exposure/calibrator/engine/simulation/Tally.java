package io.qbank.exposure.calibrator.engine.simulation;

/**
 * What simulated candidates saw, in integers, so that the sum of many tallies does not depend on the order. Estimation errors are
 * counted in units of 2^-30 for the same reason. One thread.
 */
public final class Tally {
    private static final double UNIT = 1L << 30;

    private final Strata strata;
    private final int items;
    /** Per stratum and item: index stratum · items + item. */
    private final long[] administered;

    private final long[] proposed;
    private final long[] candidates;
    private long forced;
    private long error;
    private long squaredError;
    private int stratum;

    Tally(int items, Strata strata) {
        this.items = items;
        this.strata = strata;
        administered = new long[items * strata.count()];
        proposed = new long[items];
        candidates = new long[strata.count()];
    }

    /** A candidate sits down; what is counted from here on is his. */
    void begin(double theta) {
        stratum = strata.of(theta);
        candidates[stratum]++;
    }

    /** The item was selected. */
    public void propose(int item) {
        proposed[item]++;
    }

    /** The item was administered. */
    public void administer(int item) {
        administered[stratum * items + item]++;
    }

    /** One administration, or none: times is 1 or 0. */
    public void administer(int item, int times) {
        administered[stratum * items + item] += times;
    }

    /** The item was administered although it had been rejected. */
    public void force(int item) {
        administer(item);
        forced++;
    }

    /** The candidate leaves with an estimate of his ability. */
    public void estimate(double theta, double estimate) {
        double off = estimate - theta;
        error += Math.round(off * UNIT);
        squaredError += Math.round(off * off * UNIT);
    }

    void add(Tally other) {
        add(administered, other.administered);
        add(proposed, other.proposed);
        add(candidates, other.candidates);
        forced += other.forced;
        error += other.error;
        squaredError += other.squaredError;
    }

    private static void add(long[] to, long[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    /** Candidates to whom the item was administered. */
    public long administered(int item) {
        long sum = 0;
        for (int group = 0; group < candidates.length; group++) {
            sum += administered[group * items + item];
        }
        return sum;
    }

    public long administered(int group, int item) {
        return administered[group * items + item];
    }

    /** How often the item was selected; more than once a candidate only where a rejected item is reconsidered. */
    public long proposed(int item) {
        return proposed[item];
    }

    public long candidates() {
        long sum = 0;
        for (long group : candidates) {
            sum += group;
        }
        return sum;
    }

    public long candidates(int group) {
        return candidates[group];
    }

    public Strata strata() {
        return strata;
    }

    public int items() {
        return items;
    }

    /** Administrations of an item that had been rejected, because nothing else was left. */
    public long forced() {
        return forced;
    }

    /** Share of candidates to whom the item was administered. */
    public double rate(int item) {
        return administered(item) / (double) candidates();
    }

    /** Mean of estimated minus true ability; 0 where nothing was estimated. */
    public double bias() {
        return error / UNIT / candidates();
    }

    /** Root of the mean squared difference between estimated and true ability. */
    public double rmse() {
        return Math.sqrt(squaredError / UNIT / candidates());
    }
}
