package io.qbank.exposure.calibrator.engine.irt;

/** What is known about one candidate's ability after the answers so far: a weight a node of the grid. One thread. */
public final class Posterior {
    /** Weights are a product of probabilities: rescaled by a power of two, which is exact, before they get lost. */
    private static final double SMALL = 0x1p-300;

    private static final double RESCALE = 0x1p300;

    private final ResponseTable table;
    private final double[] weight;
    private final double priorMean;
    private double mean;

    public Posterior(ResponseTable table) {
        this.table = table;
        weight = table.prior.clone();
        summarize();
        priorMean = mean;
    }

    /** Back to the prior, for the next candidate. */
    public void reset() {
        System.arraycopy(table.prior, 0, weight, 0, weight.length);
        mean = priorMean;
    }

    /** Expected ability, the EAP estimate. */
    public double mean() {
        return mean;
    }

    /** Takes in one answer. */
    public void update(int item, boolean correct) {
        final double[] weight = this.weight;
        final double[] p = table.correct;
        final int from = item * table.nodes;
        if (correct) {
            for (int node = 0; node < weight.length; node++) {
                weight[node] *= p[from + node];
            }
        } else {
            for (int node = 0; node < weight.length; node++) {
                weight[node] *= 1 - p[from + node];
            }
        }
        summarize();
    }

    private void summarize() {
        final double[] weight = this.weight;
        final double[] theta = table.theta;
        double sum = 0;
        double moment = 0;
        for (int node = 0; node < weight.length; node++) {
            sum += weight[node];
            moment += weight[node] * theta[node];
        }
        mean = moment / sum;
        if (sum < SMALL) {
            for (int i = 0; i < weight.length; i++) {
                weight[i] *= RESCALE;
            }
        }
    }
}
