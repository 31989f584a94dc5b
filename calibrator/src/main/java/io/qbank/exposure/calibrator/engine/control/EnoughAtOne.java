package io.qbank.exposure.calibrator.engine.control;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The finishing step of the blocking methods [1]: with as many items at k = 1 as a test is long, no candidate can run out of items.
 * It is taken in every iteration, so that the other items adapt to it.
 *
 * <p>[1] Sympson, Hetter (1985), step 5.
 */
public final class EnoughAtOne {
    private EnoughAtOne() {}

    /** Raises the largest k to 1, equal ones in the pool's order, until enough are; locked items count, but are not raised. */
    public static void ensure(double[] k, boolean[] locked, int testLen) {
        int missing = testLen;
        for (double value : k) {
            missing -= value >= 1 ? 1 : 0;
        }
        if (missing > 0) {
            IntStream.range(0, k.length)
                    .filter(i -> !locked[i] && k[i] < 1)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -k[i]))
                    .limit(missing)
                    .forEach(i -> k[i] = 1);
        }
    }
}
