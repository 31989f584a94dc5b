package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.Ability;
import io.qbank.exposure.calibrator.engine.EapGrid;
import io.qbank.exposure.calibrator.engine.Generator;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Rejection;
import io.qbank.exposure.calibrator.engine.ThetaGrid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of a run that v7 did not have. */
final class MethodOptions {
    @Option(
            names = "--method",
            paramLabel = "M",
            defaultValue = "damped",
            description =
                    "damped (v7's), sympson_hetter (recommended), exact (no noise, milliseconds). Default: ${DEFAULT-VALUE}.")
    private String method = "damped";

    @Option(
            names = "--rejection",
            paramLabel = "R",
            description =
                    "What becomes of a rejected item: reconsider (at the next position) or block. Default: the method's.")
    private @Nullable String rejection;

    @Option(
            names = "--ability",
            paramLabel = "A",
            defaultValue = "true",
            description =
                    "Selection goes by the true ability, or by eap, the estimate that a live test has. Default: ${DEFAULT-VALUE}.")
    private String ability = "true";

    @Option(
            names = {"--until-converged", "--until_converged"},
            description = "Stop as soon as fresh draws hold every cap; --iters is the most.")
    private boolean untilConverged;

    @Option(
            names = {"--verify-n", "--verify_n"},
            paramLabel = "N",
            defaultValue = "100000",
            converter = Converters.Whole.class,
            description = "Fresh candidates that judge the result; 0 for no judgement. Default: ${DEFAULT-VALUE}.")
    private int verifyN;

    @Option(
            names = "--rng",
            paramLabel = "G",
            defaultValue = "default",
            description =
                    "default, or python: v7's random numbers, draw for draw, on one thread. Default: ${DEFAULT-VALUE}.")
    private String rng = "default";

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Converters.Whole.class,
            description = "Default: one a processor. The result does not depend on it.")
    private @Nullable Integer threads;

    @Option(
            names = {"--prior-mean", "--prior_mean"},
            paramLabel = "X",
            defaultValue = "0",
            converter = Converters.Decimal.class,
            description = "Mean of the prior of eap. Default: ${DEFAULT-VALUE}.")
    private double priorMean;

    @Option(
            names = {"--prior-sd", "--prior_sd"},
            paramLabel = "X",
            defaultValue = "1",
            converter = Converters.Decimal.class,
            description = "Its standard deviation. Default: ${DEFAULT-VALUE}.")
    private double priorSd;

    @Option(
            names = {"--grid-nodes", "--grid_nodes"},
            paramLabel = "N",
            defaultValue = "61",
            converter = Converters.Whole.class,
            description = "Nodes of the grid of eap. Default: ${DEFAULT-VALUE}.")
    private int gridNodes;

    @Option(
            names = {"--grid-low", "--grid_low"},
            paramLabel = "X",
            defaultValue = "-4",
            converter = Converters.Decimal.class,
            description = "Its lowest node. Default: ${DEFAULT-VALUE}.")
    private double gridLow;

    @Option(
            names = {"--grid-high", "--grid_high"},
            paramLabel = "X",
            defaultValue = "4",
            converter = Converters.Decimal.class,
            description = "Its highest node. Default: ${DEFAULT-VALUE}.")
    private double gridHigh;

    @Option(
            names = {"--theta-nodes", "--theta_nodes"},
            paramLabel = "N",
            defaultValue = "161",
            converter = Converters.Whole.class,
            description = "Nodes of the grid of abilities of method exact. Default: ${DEFAULT-VALUE}.")
    private int thetaNodes;

    /** @throws IllegalArgumentException naming field, allowed and given */
    void into(Plan.Builder plan) {
        Generator generator = Generator.parse(rng);
        plan.method(Method.parse(method))
                .rejection(rejection == null ? null : Rejection.parse(rejection))
                .ability(Ability.parse(ability))
                .untilConverged(untilConverged)
                .verifyN(verifyN)
                .generator(generator)
                .threads(threads(generator))
                .eap(new EapGrid(gridNodes, gridLow, gridHigh, priorMean, priorSd))
                .grid(new ThetaGrid(thetaNodes, ThetaGrid.STANDARD.low(), ThetaGrid.STANDARD.high()));
    }

    private int threads(Generator generator) {
        if (threads != null) return threads;
        return generator == Generator.PYTHON ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
