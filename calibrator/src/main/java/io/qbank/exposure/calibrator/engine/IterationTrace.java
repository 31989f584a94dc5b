package io.qbank.exposure.calibrator.engine;

import java.util.List;

/** What one iteration counted, item by item in the pool's order, and the k it arrived at. Immutable. */
public record IterationTrace(int iter, List<Long> administered, List<Long> proposed, List<Double> k) {}
