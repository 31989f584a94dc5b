package io.qbank.exposure.counter.drift;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The abilities of those who were tested lately, as a θ distribution that a calibration understands. Each bin of the day's
 * histograms is spread over nodes of equal weight: a single node a bin would calibrate for a few abilities only, and the items
 * that peak between them would exceed their caps.
 */
public final class Population {
    /** Fewer sessions than this tell too little; the policy's own distribution is better then. */
    public static final long LEAST_SESSIONS = 500;

    private static final int NODES_PER_BIN = 8;

    private Population() {}

    /**
     * {@code histogram:θ=weight,…}.
     *
     * @param bins sessions by ability, bins of equal width from low to high
     * @param low lower end of the first bin, logits
     * @param high upper end of the last bin, logits
     * @return empty if there are too few sessions
     */
    public static Optional<String> histogram(long[] bins, double low, double high) {
        if (Arrays.stream(bins).sum() < LEAST_SESSIONS) return Optional.empty();
        double width = (high - low) / bins.length / NODES_PER_BIN;
        StringJoiner nodes = new StringJoiner(",", "histogram:", "");
        for (int node = 0; node < bins.length * NODES_PER_BIN; node++) {
            long weight = bins[node / NODES_PER_BIN];
            if (weight > 0) nodes.add(String.format(Locale.ROOT, "%.6f=%d", low + (node + 0.5) * width, weight));
        }
        return Optional.of(nodes.toString());
    }
}
