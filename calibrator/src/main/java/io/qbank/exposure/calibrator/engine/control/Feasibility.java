package io.qbank.exposure.calibrator.engine.control;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Whether caps leave room for a test: the expected number of items a candidate gets is the sum of the rates, so that caps must add up
 * to the test's length. Below 1.2 times the length there is room, but little.
 */
public final class Feasibility {
    private final double room;
    private final int testLen;

    /**
     * Adds up the caps.
     *
     * @param caps one an item; for a locked item the smaller of cap and k
     */
    public Feasibility(double[] caps, int testLen) {
        this.testLen = testLen;
        room = sum(caps);
    }

    public boolean feasible() {
        return enough(room, testLen);
    }

    public boolean tight() {
        return !enough(room, 1.2 * testLen);
    }

    /** Items a test can have on average under the caps. */
    public double room() {
        return room;
    }

    /**
     * The smallest tau under which the caps are feasible, rounded up to four digits.
     *
     * @param capsAt the caps as a function of tau; they do not fall when it rises
     */
    public static Optional<Double> smallestTau(DoubleFunction<double[]> capsAt, int testLen) {
        int low = 0;
        int high = 10_000;
        if (!enough(sum(capsAt.apply(1)), testLen)) {
            return Optional.empty();
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (enough(sum(capsAt.apply(middle / 1e4)), testLen)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Optional.of(high / 1e4);
    }

    /** A hair below what is needed is enough: 150 caps of .2 add up to 30 only up to rounding. */
    private static boolean enough(double room, double needed) {
        return room >= needed * (1 - 1e-9);
    }

    private static double sum(double[] caps) {
        double sum = 0;
        for (double cap : caps) {
            sum += Math.min(1, cap);
        }
        return sum;
    }
}
