package io.qbank.exposure.calibrator.engine.irt;

import java.util.Arrays;

/**
 * Probability of a correct answer to each item at each node of an ability grid, and the prior there. Immutable, shareable.
 *
 * <p>Probabilities are kept away from 0 and 1 by 1e-12, so that no answer makes every ability impossible.
 */
public final class ResponseTable {
    private static final double LEAST = 1e-12;

    final int nodes;
    final double[] theta;
    final double[] prior;
    /** Index item · nodes + node. */
    final double[] correct;

    /** A normal prior on evenly spaced nodes, both ends included; 1 at the node nearest to its mean, however narrow it is. */
    public ResponseTable(ItemBank bank, int nodes, double low, double high, double priorMean, double priorSd) {
        this.nodes = nodes;
        theta = new double[nodes];
        prior = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            theta[node] = low + (high - low) * node / (nodes - 1);
            double z = (theta[node] - priorMean) / priorSd;
            prior[node] = z * z / 2;
        }
        double least = Arrays.stream(prior).min().orElse(0);
        for (int node = 0; node < nodes; node++) {
            prior[node] = StrictMath.exp(least - prior[node]);
        }
        correct = new double[Math.multiplyExact(bank.size(), nodes)];
        for (int item = 0; item < bank.size(); item++) {
            for (int node = 0; node < nodes; node++) {
                double p = bank.probability(item, theta[node]);
                correct[item * nodes + node] = Math.max(LEAST, Math.min(1 - LEAST, p));
            }
        }
    }
}
