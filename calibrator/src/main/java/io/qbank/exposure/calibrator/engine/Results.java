package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.report.ExactRates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the arrays of a run into what its caller gets. */
final class Results {
    private Results() {}

    static CalibrationResult of(
            Problem problem, double[] k, History history, @Nullable Verified verified, @Nullable ExactRates exact) {
        List<ItemResult> items = new ArrayList<>(k.length);
        for (int i = 0; i < k.length; i++) {
            Double rate =
                    verified == null ? null : Double.valueOf(verified.tally().rate(i));
            items.add(new ItemResult(
                    problem.pool.item(i),
                    k[i],
                    problem.caps[i],
                    history.last().administered(i),
                    history.last().proposed(i),
                    rate));
        }
        return new CalibrationResult(items, history.summaries(), Reporting.report(problem, verified, exact));
    }

    static IterationTrace trace(int iter, Counts counts, double[] k) {
        List<Long> administered = new ArrayList<>(k.length);
        List<Long> proposed = new ArrayList<>(k.length);
        List<Double> after = new ArrayList<>(k.length);
        for (int i = 0; i < k.length; i++) {
            administered.add(counts.administered(i));
            proposed.add(counts.proposed(i));
            after.add(k[i]);
        }
        return new IterationTrace(iter, List.copyOf(administered), List.copyOf(proposed), List.copyOf(after));
    }
}
