package io.qbank.exposure.calibrator.engine.simulation;

/** Abilities in groups of equal width; the first and the last take whoever is beyond. Immutable. */
public record Strata(double low, double width, int count) {
    /** Everybody in one group. */
    public static final Strata ONE = new Strata(0, 1, 1);

    /** The group of an ability, from 0. */
    public int of(double theta) {
        int group = (int) Math.floor((theta - low) / width);
        return Math.max(0, Math.min(count - 1, group));
    }

    /** Lower end of a group. */
    public double lowOf(int group) {
        return low + group * width;
    }
}
