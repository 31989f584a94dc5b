package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.Feasibility;
import io.qbank.exposure.calibrator.engine.report.ExactRates;
import io.qbank.exposure.calibrator.engine.report.Report;
import io.qbank.exposure.calibrator.engine.report.Stratum;
import io.qbank.exposure.calibrator.engine.report.TopicUse;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import io.qbank.exposure.calibrator.engine.report.Verification;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a verification, and says what it means. */
final class Reporting {
    private Reporting() {}

    static Report report(Problem problem, @Nullable Verified verified, @Nullable ExactRates exact) {
        Feasibility feasibility = problem.feasibility();
        Verdict verdict = verdict(feasibility, verified, problem.plan.verifyN());
        return new Report(
                verdict,
                verdict == Verdict.CONVERGED,
                Advice.of(problem, feasibility, verdict, verified),
                feasibility.feasible(),
                feasibility.feasible() ? null : problem.smallestFeasibleTau().orElse(null),
                verified == null ? null : verification(problem, verified),
                exact);
    }

    private static Verdict verdict(Feasibility feasibility, @Nullable Verified verified, int n) {
        if (!feasibility.feasible()) {
            return Verdict.INFEASIBLE;
        }
        if (verified == null) {
            return Verdict.INCONCLUSIVE;
        }
        if (verified.judgement().overCount() > 0) {
            return Verdict.NOT_CONVERGED;
        }
        return verified.judgement().candidatesNeeded() > n ? Verdict.INCONCLUSIVE : Verdict.CONVERGED;
    }

    private static Verification verification(Problem problem, Verified verified) {
        Tally tally = verified.tally();

        int items = tally.items();
        double[] rates = IntStream.range(0, items).mapToDouble(tally::rate).toArray();
        boolean estimated = problem.plan.ability() == Ability.EAP;
        return new Verification(
                tally.candidates(),
                IntStream.range(0, items).mapToDouble(i -> rates[i]).max().orElse(0),
                IntStream.range(0, items)
                        .mapToDouble(i -> rates[i] - problem.caps[i])
                        .max()
                        .orElse(0),
                verified.judgement().overCount(),
                overlap(rates),
                count(items, i -> rates[i] == 0),
                count(items, i -> !problem.locked[i] && verified.k(i) <= problem.plan.floor()),
                count(items, i -> verified.k(i) == 1),
                count(items, i -> problem.locked[i]),
                tally.forced(),
                estimated ? Double.valueOf(tally.rmse()) : null,
                estimated ? Double.valueOf(tally.bias()) : null,
                strata(tally),
                topics(problem, rates));
    }

    /** Expected share of common items of two candidates; the sum of the rates is the mean length of a test. */
    static double overlap(double[] rates) {
        double squares = 0;
        double sum = 0;
        for (double rate : rates) {
            squares += rate * rate;
            sum += rate;
        }
        return sum == 0 ? 0 : squares / sum;
    }

    private static int count(int items, IntPredicate which) {
        return (int) IntStream.range(0, items).filter(which).count();
    }

    private static List<Stratum> strata(Tally tally) {
        Strata strata = tally.strata();
        List<Stratum> rows = new ArrayList<>();
        for (int group = 0; group < strata.count(); group++) {
            long candidates = tally.candidates(group);
            if (candidates > 0) {
                long most = 0;
                for (int i = 0; i < tally.items(); i++) {
                    most = Math.max(most, tally.administered(group, i));
                }
                rows.add(new Stratum(
                        strata.lowOf(group),
                        strata.lowOf(group + 1),
                        candidates / (double) tally.candidates(),
                        most / (double) candidates));
            }
        }
        return rows;
    }

    private static List<TopicUse> topics(Problem problem, double[] rates) {
        Map<@Nullable Long, List<Integer>> byTopic = new TreeMap<>(Comparator.nullsLast(Comparator.naturalOrder()));
        for (int i = 0; i < rates.length; i++) {
            byTopic.computeIfAbsent(problem.pool.item(i).topicId(), topic -> new ArrayList<>())
                    .add(i);
        }
        List<TopicUse> rows = new ArrayList<>();
        byTopic.forEach((topic, items) -> rows.add(new TopicUse(
                topic,
                items.size(),
                items.stream().mapToDouble(i -> rates[i]).average().orElse(0),
                items.stream().mapToDouble(i -> rates[i]).max().orElse(0),
                items.stream().mapToDouble(i -> problem.caps[i]).max().orElse(0))));
        return rows;
    }
}
