package io.qbank.exposure.calibrator.engine.irt;

/**
 * Bounds on {@link ItemBank#information} as computed, rounding included. Immutable, shareable.
 *
 * <p>Rounding. P is a sum of positive terms and so exact to a relative error of a few ulp, but P − c and 1 − P cancel: what is left
 * of the logistic L has the absolute error ε P / (1 − c), what is left of Q has ε. The exponent's error of |x| ulp, |x| &lt; 500, and
 * the remaining operations fit into a relative 1e-12, results near underflow into 1e-300.
 *
 * <p>Over an interval. Information is unimodal in θ with its peak at b + ln((1 + √(1 + 8c)) / 2) / (D a) [1]: the largest value is
 * at an end or at the peak. With h(x) = L² (1 − P) / P as a function of x = D a (θ − b), |h''| is at most 1/8, attained for c = 0 at
 * x = 0: over a width w the curve stays within D⁴ a⁴ w² / 64 of its chord.
 *
 * <p>[1] Birnbaum (1968), in Lord, Novick, Statistical Theories of Mental Test Scores, 20.
 */
final class InformationBounds {
    private static final double EPSILON = 4e-15;
    private static final double RELATIVE = 1e-12;
    private static final double TINY = 1e-300;

    private final ItemBank bank;
    private final double[] peak;

    InformationBounds(ItemBank bank) {
        this.bank = bank;
        peak = new double[bank.size()];
        for (int i = 0; i < peak.length; i++) {
            // Where a = 0 this is infinite or NaN, and lies within no interval: the curve is flat.
            peak[i] = bank.b[i] + StrictMath.log((1 + StrictMath.sqrt(1 + 8 * bank.c[i])) / 2) / bank.slope[i];
        }
    }

    /** At least the information at an ability where the item's probability is p. */
    double upper(int item, double p) {
        double logistic = (p - bank.c[item]) / bank.oneMinusC[item] + EPSILON * p / bank.oneMinusC[item];
        double q = 1.0 - p + EPSILON;
        return bank.scale[item] * (q / p) * (logistic * logistic) * (1 + RELATIVE) + TINY;
    }

    /** At most the information at an ability where the item's probability is p. */
    double lower(int item, double p) {
        double logistic = Math.max(0, (p - bank.c[item]) / bank.oneMinusC[item] - EPSILON * p / bank.oneMinusC[item]);
        double q = Math.max(0, 1.0 - p - EPSILON);
        return bank.scale[item] * (q / p) * (logistic * logistic) * (1 - RELATIVE) - TINY;
    }

    /** At least the information anywhere in [low, high]. */
    double upperWithin(int item, double low, double high) {
        double bound = Math.max(upper(item, bank.probability(item, low)), upper(item, bank.probability(item, high)));
        double top = peak[item];
        if (top > low && top < high) {
            bound = Math.max(bound, upper(item, bank.probability(item, top)));
        }
        return bound;
    }

    /** Most that the information differs from its chord over an interval of this width. */
    double offChord(int item, double width) {
        double slope = bank.slope[item];
        return bank.scale[item] * (slope * slope) * (width * width) / 64 * 1.01;
    }
}
