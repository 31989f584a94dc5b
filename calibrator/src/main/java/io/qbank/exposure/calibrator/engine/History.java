package io.qbank.exposure.calibrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The iterations so far: remembers them, and tells the observer. One thread. */
final class History {
    private final Problem problem;
    private final RunObserver observer;
    private final List<IterationSummary> summaries = new ArrayList<>();
    private Counts last;

    History(Problem problem, RunObserver observer) {
        this.problem = problem;
        this.observer = observer;
        last = Counts.expected(problem.pool.size(), 0, i -> 0, i -> 0);
    }

    /**
     * An iteration is over.
     *
     * @param rates exposure rate of each item under the k before this iteration's update
     * @param k after it
     */
    void add(IntToDoubleFunction rates, Counts counts, double[] k) {
        double sum = 0;
        double maxOver = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < k.length; i++) {
            double rate = rates.applyAsDouble(i);
            sum += rate;
            maxOver = Math.max(maxOver, rate - problem.caps[i]);
        }
        IterationSummary summary = new IterationSummary(summaries.size() + 1, sum / k.length, maxOver);
        summaries.add(summary);
        last = counts;
        observer.iteration(summary);
        observer.traced(Results.trace(summary.iter(), counts, k));
    }

    int iterations() {
        return summaries.size();
    }

    List<IterationSummary> summaries() {
        return summaries;
    }

    Counts last() {
        return last;
    }
}
