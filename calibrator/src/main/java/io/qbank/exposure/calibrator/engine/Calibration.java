package io.qbank.exposure.calibrator.engine;

/** Finds the exposure control parameters of a pool. The front door of the engine. */
public final class Calibration {
    private Calibration() {}

    /**
     * Calibrates. The result is a function of pool and plan, without plan.threads: the same bits on every machine.
     *
     * @param observer called on this thread, but asked whether to stop from the workers
     * @throws IllegalArgumentException if the pool is empty, or the plan names a topic that no item has
     */
    public static Outcome run(Pool pool, Plan plan, RunObserver observer) {
        Problem problem = new Problem(pool, plan);
        try (Candidates candidates = new Candidates(problem, observer)) {
            return plan.method() == Method.EXACT
                    ? new ExactRun(problem, candidates, observer).run()
                    : new SimulatedRun(problem, candidates, observer).run();
        }
    }
}
