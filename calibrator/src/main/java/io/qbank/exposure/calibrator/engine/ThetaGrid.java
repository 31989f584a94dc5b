package io.qbank.exposure.calibrator.engine;

/**
 * Evenly spaced abilities, both ends included. For a normal distribution in standard deviations from its mean.
 *
 * <p>Nodes are in [2, 10001] and -20 &lt;= low &lt; high &lt;= 20; anything else is refused.
 */
public record ThetaGrid(int nodes, double low, double high) {
    /** 161 nodes on [-4, 4]. */
    public static final ThetaGrid STANDARD = new ThetaGrid(161, -4, 4);

    public ThetaGrid {
        Check.within("grid nodes", nodes, 2, 10_001);
        Check.within("grid low", low, -20, 20);
        Check.above("grid high", high, low, 20);
    }

    double at(int index) {
        return low + (high - low) * index / (nodes - 1);
    }
}
