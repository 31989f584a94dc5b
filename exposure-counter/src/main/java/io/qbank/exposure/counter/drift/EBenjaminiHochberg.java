package io.qbank.exposure.counter.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which of an exam's items have drifted, so that of all alerts at most a share α is expected to be false (e-BH [1]), whatever
 * the dependence between items: they compete for the same places in a test, so there is much of it.
 *
 * <p>[1] Wang and Ramdas (2022), False discovery rate control with e-values, JRSS B 84(3).
 */
public final class EBenjaminiHochberg {
    /** An E that is the threshold but for rounding counts as having reached it. */
    private static final double LN_SLACK = Math.log1p(-1e-9);

    private EBenjaminiHochberg() {}

    /**
     * The k* items of largest E, k* = max{k : k α E_(k) ≥ m}.
     *
     * @param lnE natural logarithm of E of each of the exam's m items, also of those that are far from any alert
     * @param alpha in (0, 1]
     * @return indices into lnE, largest E first; equal ones in the order given
     * @throws IllegalArgumentException if alpha is outside its range or an E is not a number
     */
    public static int[] rejected(double[] lnE, double alpha) {
        if (!(alpha > 0 && alpha <= 1)) throw new IllegalArgumentException("alpha must be in (0, 1], was " + alpha);
        for (double one : lnE)
            if (Double.isNaN(one)) throw new IllegalArgumentException("ln E must be a number, was NaN");

        int[] largestFirst = IntStream.range(0, lnE.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -lnE[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double lnNeeded = Math.log(lnE.length / alpha) + LN_SLACK;
        int rejected = 0;
        for (int k = 1; k <= largestFirst.length; k++)
            if (Math.log(k) + lnE[largestFirst[k - 1]] >= lnNeeded) rejected = k;
        return IntStream.of(largestFirst).limit(rejected).toArray();
    }
}
