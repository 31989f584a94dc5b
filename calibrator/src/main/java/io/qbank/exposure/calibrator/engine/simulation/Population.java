package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.rng.Draws;
import java.util.Arrays;

/** Where the abilities of simulated candidates come from. Immutable, shared by all threads. */
@FunctionalInterface
public interface Population {
    /** The next candidate's ability. */
    double draw(Draws draws);

    /**
     * Abilities with given shares.
     *
     * @param theta one ability a node
     * @param share one share a node, summing to 1 up to rounding
     */
    static Population weighted(double[] theta, double[] share) {
        double[] upTo = new double[share.length];
        double sum = 0;
        for (int i = 0; i < share.length; i++) {
            sum += share[i];
            upTo[i] = sum;
        }
        int last = share.length - 1;
        while (share[last] == 0) {
            last--;
        }
        int end = last;
        double[] nodes = theta.clone();
        return draws -> {
            int found = Arrays.binarySearch(upTo, draws.uniform());
            // A draw u belongs to the first node with u < upTo; equal sums are nodes of no weight.
            int node = found < 0 ? -found - 1 : found + 1;
            while (node < end && share[node] == 0) {
                node++;
            }
            return nodes[Math.min(node, end)];
        };
    }
}
