package io.qbank.exposure.calibrator.engine;

/**
 * How a simulated candidate's ability is estimated: posterior mean on evenly spaced nodes, normal prior.
 *
 * <p>Nodes are in [2, 10001], -8 &lt;= low &lt; high &lt;= 8 and the prior's sd in (0, 20]; anything else is refused.
 */
public record EapGrid(int nodes, double low, double high, double priorMean, double priorSd) {
    /** 61 nodes on [-4, 4], prior N(0, 1). */
    public static final EapGrid STANDARD = new EapGrid(61, -4, 4, 0, 1);

    public EapGrid {
        Check.within("eap nodes", nodes, 2, 10_001);
        Check.within("eap low", low, -8, 8);
        Check.above("eap high", high, low, 8);
        Check.within("eap prior mean", priorMean, low, high);
        Check.above("eap prior sd", priorSd, 0, 20);
    }
}
