package io.qbank.exposure.calibrator.engine;

import org.jspecify.annotations.Nullable;

/**
 * One version of a question as the engine sees it. Immutable. Refuses a value that is outside its range, or not a number.
 *
 * @param topicId content area, or null if the item has none
 * @param a discrimination on the D = 1.7 metric, in [0, 10]
 * @param b difficulty, in [-20, 20]
 * @param c probability of a correct guess, in [0, 1)
 * @param k exposure control parameter at the start of the run, in [0, 1]
 * @param cap the item's own limit in (0, 1], stronger than any tau; null if tau decides
 * @param locked simulated at its k and never given another; with k = 0 it is never administered, not even forced
 */
public record PoolItem(
        long questionId,
        int version,
        @Nullable Long topicId,
        double a,
        double b,
        double c,
        double k,
        @Nullable Double cap,
        boolean locked) {
    public PoolItem {
        Check.within("a", a, 0, 10);
        Check.within("b", b, -20, 20);
        if (!(c >= 0 && c < 1)) {
            throw Check.refused("c", "in [0, 1)", c);
        }
        Check.within("k", k, 0, 1);
        if (cap != null) {
            Check.above("cap", cap, 0, 1);
        }
    }

    /** The topic as the keys of topic_tau and topic_weights spell it; "null" for an item without one. */
    String topicKey() {
        return String.valueOf(topicId);
    }
}
