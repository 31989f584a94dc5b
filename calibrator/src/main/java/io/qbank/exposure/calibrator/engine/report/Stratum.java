package io.qbank.exposure.calibrator.engine.report;

/**
 * Candidates of similar ability. The outermost strata also hold whoever is beyond their ends.
 *
 * @param share of all candidates
 * @param maxRate largest exposure rate among them
 */
public record Stratum(double thetaLow, double thetaHigh, double share, double maxRate) {}
