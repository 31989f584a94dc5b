package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.Feasibility;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What to change, in sentences for whoever started the run. */
final class Advice {
    private final Problem problem;
    private final List<String> sentences = new ArrayList<>();

    private Advice(Problem problem) {
        this.problem = problem;
    }

    static List<String> of(Problem problem, Feasibility feasibility, Verdict verdict, @Nullable Verified verified) {
        Advice advice = new Advice(problem);
        advice.onCaps(feasibility);
        if (verified == null) {
            advice.say("Nothing was verified: set verify_n to at least 10000.");
        } else {
            advice.onItems(verdict, verified);
            if (verdict == Verdict.INCONCLUSIVE) {
                advice.say(
                        "The verification cannot see an excess of a tenth of the cap: set verify_n to at least %d.",
                        verified.judgement().candidatesNeeded());
            }
        }
        return advice.sentences;
    }

    private void onCaps(Feasibility feasibility) {
        if (!feasibility.feasible()) {
            say(
                    "The caps allow %.2f items a test on average, test_len is %d.",
                    feasibility.room(), problem.plan.testLen());
            problem.smallestFeasibleTau()
                    .ifPresentOrElse(
                            tau -> say("The smallest feasible tau is %.4f.", tau),
                            () -> say(
                                    "No tau is feasible: the pool needs more items, or less strict caps of its own."));
        } else if (feasibility.tight()) {
            say(
                    "The caps are feasible but tight: they allow %.2f items a test on average, test_len is %d.",
                    feasibility.room(), problem.plan.testLen());
        }
    }

    private void onItems(Verdict verdict, Verified verified) {
        int over = 0;
        int locked = 0;
        int atFloor = 0;
        for (int i = 0; i < problem.caps.length; i++) {
            if (verified.judgement().over(i)) {
                over++;
                locked += problem.locked[i] ? 1 : 0;
                atFloor += !problem.locked[i] && verified.k(i) <= problem.plan.floor() ? 1 : 0;
            }
        }
        if (verdict == Verdict.NOT_CONVERGED && over > locked + atFloor) {
            onMethod();
        }
        if (locked > 0) {
            say("%d locked items are over their cap: unlock them, or lower their k by hand.", locked);
        }
        if (atFloor > 0) {
            say(
                    "%d items are over their cap with k at the floor of %s: lower the floor.",
                    atFloor, problem.plan.floor());
        }
        if (verified.tally().forced() > 0) {
            say(
                    "A rejected item was administered %d times because the pool had run out: raise the caps or the pool's size.",
                    verified.tally().forced());
        }
    }

    private void onMethod() {
        Plan plan = problem.plan;
        if (plan.method() == Method.DAMPED && plan.rejection() == Rejection.RECONSIDER) {
            say("Method damped proposes a rejected item again at each position and seldom holds a cap:"
                    + " use method sympson_hetter, with ability eap if the live test estimates ability.");
        } else if (plan.method() == Method.EXACT && plan.ability() == Ability.EAP) {
            say("Method exact calibrates at true ability: use method sympson_hetter with ability eap.");
        } else if (plan.method() == Method.EXACT) {
            say("The grid is coarser than the population: use more grid nodes, or method sympson_hetter.");
        } else if (plan.method() == Method.DAMPED) {
            say("Use method sympson_hetter, which needs fewer iterations and averages out their noise.");
        } else {
            say("Use more candidates (n above %d) or more iterations (iters above %d).", plan.n(), plan.iters());
        }
    }

    private void say(String sentence, Object... values) {
        sentences.add(String.format(Locale.ROOT, sentence, values));
    }
}
