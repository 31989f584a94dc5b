package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;

/** What a run may cost, in simulated candidates, before it is begun. */
final class Effort {
    private Effort() {}

    /**
     * Refuses a run that would cost more.
     *
     * @throws IllegalArgumentException naming the limit and what was asked for
     */
    static void require(Plan plan, long most) {
        double candidates = candidates(plan);
        if (candidates > most)
            throw new IllegalArgumentException(
                    "the run must be at most " + most + " candidates (MAX_CANDIDATES: n times iters, and verify_n "
                            + "for each verification), was " + String.format("%.0f", candidates));
    }

    /**
     * At most: what the iterations simulate, and what the verifications do. A run until converged is verified whenever the
     * number of iterations has doubled, every run at its end and once more after the finishing step. A node of the exact
     * method walks the ranking with test_len numbers, and is counted as so many candidates. As double, it cannot overflow.
     */
    static double candidates(Plan plan) {
        double iteration =
                plan.method() == Method.EXACT ? (double) plan.grid().nodes() * plan.testLen() : (double) plan.n();
        int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(plan.iters());
        return iteration * plan.iters() + (double) plan.verifyN() * (doublings + 2);
    }
}
