package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that say what to calibrate for and how. */
final class PlanOptions {
    @Mixin
    private V7Options v7 = new V7Options();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Option(
            names = {"--max-candidates", "--max_candidates"},
            paramLabel = "N",
            defaultValue = "1000000000",
            converter = Converters.WholeLong.class,
            description = "Refuse runs that would simulate more candidates, n x iters. Default: ${DEFAULT-VALUE}.")
    private long maxCandidates;

    /** @throws IllegalArgumentException naming field, allowed and given */
    Plan plan() {
        Plan.Builder builder = Plan.builder();
        v7.into(builder);
        method.into(builder);
        return affordable(builder.build());
    }

    private Plan affordable(Plan plan) {
        String bound = " must be at most " + maxCandidates + " candidates (--max-candidates), was ";
        long candidates = plan.method() == Method.EXACT ? plan.grid().nodes() : plan.n();
        // Both factors are 32 bits, so the product fits.
        if (candidates * plan.iters() > maxCandidates)
            throw new IllegalArgumentException("n x iters" + bound + candidates + " x " + plan.iters());
        if (plan.verifyN() > maxCandidates) throw new IllegalArgumentException("verify_n" + bound + plan.verifyN());
        return plan;
    }
}
