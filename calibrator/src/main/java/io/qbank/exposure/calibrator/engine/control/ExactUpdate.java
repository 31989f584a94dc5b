package io.qbank.exposure.calibrator.engine.control;

/** {@link SympsonHetterUpdate} on expectations instead of counts. */
public final class ExactUpdate {
    private ExactUpdate() {}

    /** One k an item, given P(selected). */
    public static double[] next(double[] selected, double[] caps, double floor, double ceil) {
        double[] next = new double[selected.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = SympsonHetterUpdate.holding(caps[i], selected[i], floor, ceil);
        }
        return next;
    }

    /** Largest change of any k. */
    public static double change(double[] before, double[] after) {
        double change = 0;
        for (int i = 0; i < before.length; i++) {
            change = Math.max(change, Math.abs(after[i] - before[i]));
        }
        return change;
    }
}
