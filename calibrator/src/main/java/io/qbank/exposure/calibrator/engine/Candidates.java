package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.simulation.Simulation;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import io.qbank.exposure.calibrator.engine.simulation.Streams;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import java.util.Optional;

/** The run's candidates: for iterations, and on draws that no iteration sees, for verification. */
final class Candidates implements AutoCloseable {
    private final Problem problem;
    private final RunObserver observer;
    private final Simulation simulation;
    private final Strata strata;
    private int verifications;

    Candidates(Problem problem, RunObserver observer) {
        this.problem = problem;
        this.observer = observer;
        Plan plan = problem.plan;
        strata = StrataOf.distribution(plan.theta());
        simulation = new Simulation(
                problem.pool.size(),
                TestForms.of(problem),
                plan.theta().population(),
                plan.threads(),
                observer::cancelled);
    }

    /** One iteration's candidates; empty if cancelled. */
    Optional<Tally> iterate(double[] k, int iteration) {
        Plan plan = problem.plan;
        Streams streams = plan.generator() == Generator.PYTHON
                ? Streams.python(plan.seed() + iteration)
                : Streams.independent(plan.seed(), iteration);
        return simulation.run(k, plan.n(), streams, Strata.ONE);
    }

    /** Fresh candidates at each call; empty if cancelled. */
    Optional<Verified> verify(double[] k) {
        observer.verifying();
        verifications++;
        // Iterations count up from 0, verifications down from -1: they share no draws.
        Streams fresh = Streams.independent(problem.plan.seed(), -verifications);
        return simulation
                .run(k, problem.plan.verifyN(), fresh, strata)
                .map(tally -> new Verified(k, tally, problem.caps));
    }

    @Override
    public void close() {
        simulation.close();
    }
}
