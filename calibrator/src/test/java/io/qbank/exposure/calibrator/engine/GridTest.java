package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.calibrator.engine.simulation.Strata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How abilities are cut into nodes and groups, and what cuts are refused. */
class GridTest {
    @Test
    void gridsOutOfRangeAreRefused() {
        refused(() -> new ThetaGrid(1, -4, 4), "grid nodes must be in [2, 10001], was 1.0");
        refused(() -> new ThetaGrid(9, -21, 4), "grid low must be in [-20, 20], was -21.0");
        refused(() -> new ThetaGrid(9, 4, 4), "grid high must be in (4, 20], was 4.0");
        refused(() -> new EapGrid(1, -4, 4, 0, 1), "grid_nodes must be in [2, 10001], was 1.0");
        refused(() -> new EapGrid(9, -11, 4, 0, 1), "grid_low must be in [-10, 10], was -11.0");
        refused(() -> new EapGrid(9, 4, 4, 0, 1), "grid_high must be in (4, 10], was 4.0");
        refused(() -> new EapGrid(9, -4, 4, 11, 1), "prior_mean must be in [-10, 10], was 11.0");
        refused(() -> new EapGrid(9, -4, 4, 0, 0), "prior_sd must be in (0, 20], was 0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uniform:-2,3 | 0.25 | -0.75",
                "uniform:-2,3 | 1 | 3",
                "normal:1,2 | 0.5 | 1",
                "point | 0.9 | 0",
                "histogram:-1=1,0.5=2,2=1 | 0.25 | -1",
                "histogram:-1=1,0.5=2,2=1 | 0.26 | 0.5",
                "histogram:-1=1,0.5=2,2=1 | 0.75 | 0.5",
                "histogram:-1=1,0.5=2,2=1 | 0.76 | 2",
                "histogram:-1=1,0.5=2,2=1 | 1.5 | 2"
            })
    void aQuantileIsTheAbilityBelowWhichThatShareIs(String distribution, double p, double theta) {
        assertEquals(theta, ThetaDistribution.parse(distribution).quantile(p), 1e-12);
    }

    @Test
    void aUniformDistributionIsTheMidpointsOfEqualParts() {
        List<ThetaDistribution.Node> nodes =
                ThetaDistribution.parse("uniform:-2,3").nodes(new ThetaGrid(4, -1, 1));

        assertEquals(
                List.of(-1.375, -0.125, 1.125, 2.375),
                nodes.stream().map(ThetaDistribution.Node::theta).toList());
        assertEquals(0.25, nodes.get(3).weight());
    }

    /** From -3.09 to 3.09 that is fourteen halves; four times as wide, sixteen do not reach, and twos do. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal0,1 | -3.5 | 0.5 | 14",
                "normal:0,4 | -14 | 2 | 14",
                "uniform:-2,3 | -2 | 0.5 | 10",
                "uniform:-4,4 | -4 | 0.5 | 16",
                "uniform:-4.5,4 | -5 | 1 | 9",
                "point | 0 | 0.5 | 1"
            })
    void groupsOfAbilitiesAreHalfALogitWideOrAsWideAsSixteenNeed(
            String distribution, double low, double width, int count) {
        assertEquals(new Strata(low, width, count), StrataOf.distribution(ThetaDistribution.parse(distribution)));
    }

    private static void refused(Executable grid, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, grid).getMessage());
    }
}
