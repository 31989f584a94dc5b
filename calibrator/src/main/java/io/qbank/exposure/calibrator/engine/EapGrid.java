package io.qbank.exposure.calibrator.engine;

/**
 * How a simulated candidate's ability is estimated: posterior mean on evenly spaced nodes, normal prior.
 *
 * <p>Nodes are in [2, 10001], -10 &lt;= low &lt; high &lt;= 10, the prior's mean in [-10, 10] and its sd in (0, 20]; anything else
 * is refused.
 */
public record EapGrid(int nodes, double low, double high, double priorMean, double priorSd) {
    /** 61 nodes on [-4, 4], prior N(0, 1). */
    public static final EapGrid STANDARD = new EapGrid(61, -4, 4, 0, 1);

    public EapGrid {
        Check.within("grid_nodes", nodes, 2, 10_001);
        Check.within("grid_low", low, -10, 10);
        Check.above("grid_high", high, low, 10);
        Check.within("prior_mean", priorMean, -10, 10);
        Check.above("prior_sd", priorSd, 0, 20);
    }
}
