package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.report.Report;
import java.util.List;

/**
 * Everything a completed run has to say. Immutable.
 *
 * @param items in the pool's order
 * @param history one line an iteration
 */
public record CalibrationResult(List<ItemResult> items, List<IterationSummary> history, Report report) {
    public CalibrationResult {
        items = List.copyOf(items);
        history = List.copyOf(history);
    }

    public int iterationsRun() {
        return history.size();
    }
}
