package io.qbank.exposure.calibrator.engine.control;

import io.qbank.exposure.calibrator.engine.rng.NormalQuantile;
import io.qbank.exposure.calibrator.engine.simulation.Tally;

/**
 * Which items are over their cap beyond noise: rate − cap &gt; z(1 − .01/m) · √(cap (1 − cap) / n), where m items are selected more
 * often than their cap. One wrong alarm in a hundred judgements, whatever the size of the pool (Bonferroni).
 */
public final class Judgement {
    private final Tally tally;
    private final double[] caps;
    private final double z;

    /**
     * Judges the rates of a tally.
     *
     * @param caps one an item, not copied
     */
    public Judgement(Tally tally, double[] caps) {
        this.tally = tally;
        this.caps = caps;
        int pressed = 0;
        for (int i = 0; i < caps.length; i++) {
            pressed += pressed(i) ? 1 : 0;
        }
        z = NormalQuantile.of(1 - 0.01 / Math.max(1, pressed));
    }

    /** Whether the item is over its cap beyond noise. */
    public boolean over(int item) {
        return tally.rate(item) - caps[item] > margin(item);
    }

    public int overCount() {
        return overCount(new boolean[caps.length]);
    }

    /** How many items are over, those that nobody may change not counted. */
    public int overCount(boolean[] locked) {
        int count = 0;
        for (int i = 0; i < caps.length; i++) {
            count += over(i) && !locked[i] ? 1 : 0;
        }
        return count;
    }

    /** Candidates it takes to see an excess of a tenth of every cap that matters; at most n if these were enough. */
    public long candidatesNeeded() {
        double needed = 0;
        for (int i = 0; i < caps.length; i++) {
            if (pressed(i)) {
                needed = Math.max(needed, 100 * z * z * (1 - caps[i]) / caps[i]);
            }
        }
        return (long) Math.ceil(needed);
    }

    private boolean pressed(int item) {
        return tally.proposed(item) > caps[item] * tally.candidates();
    }

    private double margin(int item) {
        return z * Math.sqrt(caps[item] * (1 - caps[item]) / tally.candidates());
    }
}
