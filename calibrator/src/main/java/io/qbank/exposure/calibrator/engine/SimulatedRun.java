package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.DampedUpdate;
import io.qbank.exposure.calibrator.engine.control.Judgement;
import io.qbank.exposure.calibrator.engine.control.SympsonHetterUpdate;
import io.qbank.exposure.calibrator.engine.control.Update;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import java.util.Optional;

/** Simulate, update, again; then fresh draws. One run, one thread (the candidates have theirs). */
final class SimulatedRun {
    private final Problem problem;
    private final Plan plan;
    private final Candidates candidates;
    private final History history;
    private final Update update;

    SimulatedRun(Problem problem, Candidates candidates, RunObserver observer) {
        this.problem = problem;
        plan = problem.plan;
        this.candidates = candidates;
        history = new History(problem, observer);
        update = plan.method() == Method.DAMPED
                ? new DampedUpdate(problem.caps, plan.alpha(), plan.floor(), plan.ceil())
                : new SympsonHetterUpdate(problem.caps, problem.locked, plan.floor(), plan.ceil());
    }

    Outcome run() {
        double[] k = problem.pool.startingK();
        for (int settled = 0; history.iterations() < plan.iters(); ) {
            Optional<Tally> simulated = candidates.iterate(k, history.iterations());
            if (simulated.isEmpty()) {
                return cancelled();
            }
            Tally tally = simulated.get();
            k = problem.admissible(update.next(k, tally));
            history.add(tally::rate, Counts.of(tally), k);
            settled = settled(tally) ? settled + 1 : 0;
            if (mayStop() && worthVerifying(settled)) {
                Optional<Verified> verified = candidates.verify(k);
                if (verified.isEmpty()) {
                    return cancelled();
                }
                if (holds(verified.get()) || history.iterations() == plan.iters()) {
                    return completed(k, verified);
                }
            }
        }
        Optional<Verified> verified = plan.verifyN() == 0 ? Optional.empty() : candidates.verify(k);
        return verified.isEmpty() && plan.verifyN() > 0 ? cancelled() : completed(k, verified);
    }

    private boolean mayStop() {
        return plan.verifyN() > 0 && (plan.untilConverged() || plan.method() != Method.DAMPED);
    }

    /** After 2, 4, 8, ... iterations in a row without an excess: a verification may cost more than an iteration. */
    private static boolean worthVerifying(int settled) {
        return settled >= 2 && Integer.bitCount(settled) == 1;
    }

    private boolean settled(Tally tally) {
        return new Judgement(tally, problem.caps).overCount(problem.locked) == 0;
    }

    private boolean holds(Verified verified) {
        return verified.judgement().overCount(problem.locked) == 0;
    }

    private Outcome cancelled() {
        return new Outcome.Cancelled(history.summaries());
    }

    private Outcome completed(double[] k, Optional<Verified> verified) {
        return new Outcome.Completed(Results.of(problem, k, history, verified.orElse(null), null));
    }
}
