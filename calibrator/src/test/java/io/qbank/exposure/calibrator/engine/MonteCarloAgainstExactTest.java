package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.report.ExactRates;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A million simulated candidates against the expectation: two ways to the same rates that share only the ranking. */
class MonteCarloAgainstExactTest {
    private static final int N = 1_000_000;

    @Test
    void everyItemIsWithinFiveStandardErrors() throws IOException {
        Pool pool = Pools.generated300();
        // Simulated abilities are the nodes of the exact method's grid, so that both mean the same population.
        ThetaDistribution nodes = ThetaDistribution.parse(new ThetaDistribution.Normal(0, 1)
                .nodes(ThetaGrid.STANDARD).stream()
                        .map(node -> node.theta() + "=" + node.weight())
                        .collect(Collectors.joining(",", "histogram:", "")));
        Plan plan = Plan.builder()
                .method(Method.EXACT)
                .testLen(25)
                .theta(nodes)
                .verifyN(N)
                .threads(2)
                .seed(3)
                .build();

        CalibrationResult result = ((Outcome.Completed) Calibration.run(pool, plan, RunObserver.NONE)).result();

        ExactRates exact = Objects.requireNonNull(result.report().exact());
        List<ItemResult> items = result.items();
        for (int i = 0; i < items.size(); i++) {
            double rate = exact.rates().get(i);
            double standardError = Math.sqrt(rate * (1 - rate) / N);
            double simulated = Objects.requireNonNull(items.get(i).rate());
            // An item expected less than once in the million may still be seen once or twice.
            assertEquals(rate, simulated, 5 * standardError + 2.5 / N, "item " + i);
        }
    }
}
