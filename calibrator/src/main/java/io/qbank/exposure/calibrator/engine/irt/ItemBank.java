package io.qbank.exposure.calibrator.engine.irt;

/**
 * A pool of items as parallel arrays: index i is the same item in each. Immutable, shareable.
 *
 * <p>P(θ) = c + (1 − c) L, L = 1 / (1 + exp(−D a (θ − b))), D = 1.7; I(θ) = D² a² (Q / P) ((P − c) / (1 − c))² [1]. The operations
 * stand in the order in which v7 performs them, so that equal inputs give equal bits; exp is StrictMath's, so that they give them
 * on every platform.
 *
 * <p>[1] Lord (1980), Applications of Item Response Theory to Practical Testing Problems, 5.
 */
public final class ItemBank {
    static final double D = 1.7;

    final double[] slope; // D a
    final double[] b;
    final double[] c;
    final double[] oneMinusC;
    final double[] scale; // D² a²

    /** Parameters as validated by the caller: 0 &lt;= a &lt;= 10, |b| &lt;= 20, 0 &lt;= c &lt; 1. */
    public ItemBank(double[] a, double[] b, double[] c) {
        int size = a.length;
        this.b = b.clone();
        this.c = c.clone();
        slope = new double[size];
        oneMinusC = new double[size];
        scale = new double[size];
        for (int i = 0; i < size; i++) {
            slope[i] = D * a[i];
            oneMinusC[i] = 1.0 - c[i];
            scale[i] = D * D * (a[i] * a[i]);
        }
    }

    public int size() {
        return b.length;
    }

    /** Probability that a candidate of ability theta answers the item correctly. */
    public double probability(int item, double theta) {
        double logistic = 1.0 / (1.0 + StrictMath.exp(-(slope[item] * (theta - b[item]))));
        return c[item] + oneMinusC[item] * logistic;
    }

    /** Fisher information of the item at theta, per squared logit. */
    public double information(int item, double theta) {
        double p = probability(item, theta);
        double q = 1.0 - p;
        if (p <= 0 || q <= 0) {
            return 0.0;
        }
        double logistic = (p - c[item]) / oneMinusC[item];
        return scale[item] * (q / p) * (logistic * logistic);
    }
}
