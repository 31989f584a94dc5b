package io.qbank.exposure.calibrator.engine;

/**
 * One line of the history.
 *
 * @param iter from 1
 * @param avgExp mean exposure rate of the pool
 * @param maxOver largest rate minus cap; negative if every item is under its cap
 */
public record IterationSummary(int iter, double avgExp, double maxOver) {}
