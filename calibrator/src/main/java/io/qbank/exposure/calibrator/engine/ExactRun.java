package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.ExactExpectation;
import io.qbank.exposure.calibrator.engine.control.ExactUpdate;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.report.ExactRates;
import io.qbank.exposure.calibrator.engine.report.Stratum;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Expect, update, again until no k moves; then fresh draws, as for every method. One run, one thread. */
final class ExactRun {
    private static final double STILL = 1e-10;

    private final Problem problem;
    private final Plan plan;
    private final Candidates candidates;
    private final RunObserver observer;
    private final History history;
    private final ExactExpectation expectation;

    ExactRun(Problem problem, Candidates candidates, RunObserver observer) {
        this.problem = problem;
        plan = problem.plan;
        this.candidates = candidates;
        this.observer = observer;
        history = new History(problem, observer);
        List<ThetaDistribution.Node> nodes = plan.theta().nodes(plan.grid());
        expectation = new ExactExpectation(
                new Ranker(problem.table, 64),
                nodes.stream().mapToDouble(ThetaDistribution.Node::theta).toArray(),
                nodes.stream().mapToDouble(ThetaDistribution.Node::weight).toArray(),
                plan.testLen());
    }

    Outcome run() {
        double[] k = problem.pool.startingK();
        double change = Double.POSITIVE_INFINITY;
        while (change >= STILL && history.iterations() < plan.iters()) {
            if (observer.cancelled()) {
                return new Outcome.Cancelled(history.summaries());
            }
            double[] before = k;
            double[] selected = expectation.selected(before);
            k = problem.admissible(ExactUpdate.next(selected, problem.caps, plan.floor(), plan.ceil()));
            change = ExactUpdate.change(before, k);
            double[] rates = times(before, selected);
            history.add(i -> rates[i], Counts.expected(k.length, plan.n(), i -> rates[i], i -> selected[i]), k);
        }
        Optional<Verified> verified = plan.verifyN() == 0 ? Optional.empty() : candidates.verify(k);
        return verified.isEmpty() && plan.verifyN() > 0
                ? new Outcome.Cancelled(history.summaries())
                : new Outcome.Completed(Results.of(problem, k, history, verified.orElse(null), rates(k)));
    }

    private ExactRates rates(double[] k) {
        double[] rates = times(k, expectation.selected(k));
        return new ExactRates(
                Arrays.stream(rates).max().orElse(0),
                Reporting.overlap(rates),
                Arrays.stream(rates).boxed().toList(),
                strata(k));
    }

    private List<Stratum> strata(double[] k) {
        Strata strata = StrataOf.distribution(plan.theta());
        List<Stratum> rows = new ArrayList<>();
        for (int group = 0; group < strata.count(); group++) {
            double share = expectation.weight(strata, group);
            if (share > 0) {
                double[] rates = times(k, expectation.selected(k, strata, group));
                double most = Arrays.stream(rates).max().orElse(0) / share;
                rows.add(new Stratum(strata.lowOf(group), strata.lowOf(group + 1), share, most));
            }
        }
        return rows;
    }

    /** Rates, which the weights' rounding must not carry beyond 1. */
    private static double[] times(double[] k, double[] selected) {
        return IntStream.range(0, k.length)
                .mapToDouble(i -> Math.min(1, k[i] * selected[i]))
                .toArray();
    }
}
