package io.qbank.exposure.calibrator.engine.control;

import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import java.util.Arrays;

/**
 * Probability of each item to be selected by a blocking test, without simulation. One thread.
 *
 * <p>At a given ability the ranking is fixed, so that the number of items accepted so far is a sum of independent draws
 * (Poisson-binomial). Walk the ranking with f[m] = P(m accepted), m &lt; L: the item is selected with probability Σ f; then
 * f[m] ← f[m] (1 − k) + f[m − 1] k, and what reaches L is done. An item with k = 1 only shifts f. Sum over the abilities by weight.
 */
public final class ExactExpectation {
    /** Below this a further item's probability does not matter: the rest of the ranking is not walked. */
    private static final double NEGLIGIBLE = 1e-17;

    private final double[] theta;
    private final double[] weight;
    private final int testLen;
    private final Ranker ranker;
    private final int[][] rankings;
    private double[] reached;
    private double[] reachedNext;

    /**
     * Prepares for any number of control parameters.
     *
     * @param theta ability of each node
     * @param weight of each node, summing to 1
     */
    public ExactExpectation(Ranker ranker, double[] theta, double[] weight, int testLen) {
        this.ranker = ranker;
        this.theta = theta.clone();
        this.weight = weight.clone();
        this.testLen = Math.min(testLen, ranker.items().length);
        rankings = new int[theta.length][0];
        reached = new double[this.testLen + 1];
        reachedNext = new double[this.testLen + 1];
    }

    /** P(selected) of each item under these k. */
    public double[] selected(double[] k) {
        double[] selected = new double[k.length];
        for (int node = 0; node < theta.length; node++) {
            walk(node, k, weight[node], selected);
        }
        return selected;
    }

    /** P(selected and in this group of abilities) of each item. */
    public double[] selected(double[] k, Strata strata, int group) {
        double[] selected = new double[k.length];
        for (int node = 0; node < theta.length; node++) {
            if (strata.of(theta[node]) == group) {
                walk(node, k, weight[node], selected);
            }
        }
        return selected;
    }

    /** Weight of this group of abilities. */
    public double weight(Strata strata, int group) {
        double sum = 0;
        for (int node = 0; node < theta.length; node++) {
            sum += strata.of(theta[node]) == group ? weight[node] : 0;
        }
        return sum;
    }

    private void walk(int node, double[] k, double weight, double[] selected) {
        // f[m] stands at reached[1 + m - certain], where certain items had k = 1; reached[0] stays 0.
        Arrays.fill(reached, 0);
        reached[1] = 1;
        int states = testLen;
        int[] ranking = rankings[node];
        for (int place = 0; states > 0 && place < k.length; place++) {
            if (place == ranking.length) {
                ranking = deeper(node);
            }
            double alive = sum(reached, states);
            if (alive < NEGLIGIBLE) {
                return;
            }
            int item = ranking[place];
            selected[item] += weight * alive;
            if (k[item] >= 1) {
                states--;
            } else {
                accept(k[item], states);
            }
        }
    }

    private void accept(double k, int states) {
        final double[] from = reached;
        final double[] to = reachedNext;
        final double rejected = 1 - k;
        for (int m = 1; m <= states; m++) {
            to[m] = from[m] * rejected + from[m - 1] * k;
        }
        reached = to;
        reachedNext = from;
    }

    private static double sum(double[] f, int states) {
        double sum = 0;
        for (int m = 1; m <= states; m++) {
            sum += f[m];
        }
        return sum;
    }

    private int[] deeper(int node) {
        int wanted = Math.max(4 * testLen, 2 * rankings[node].length);
        ranker.at(theta[node]);
        int known = ranker.known();
        while (known < wanted && known < ranker.items().length) {
            known = ranker.extend();
        }
        rankings[node] = Arrays.copyOf(ranker.items(), known);
        return rankings[node];
    }
}
