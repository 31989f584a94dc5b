package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.rng.BlockDraws;
import io.qbank.exposure.calibrator.engine.simulation.Population;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThetaDistributionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal0,1 | normal0,1",
                "normal | normal0,1",
                "normal(0,1) | normal0,1",
                "normal:0,1 | normal0,1",
                "normal:-0.5,1.2 | normal:-0.5,1.2",
                "uniform | uniform",
                "uniform-1,1 | uniform",
                "uniform:-2,3 | uniform:-2.0,3.0",
                "point | point",
                "histogram:1=2,-1=1 | histogram:-1.0=1.0,1.0=2.0"
            })
    void readsWhatV7ReadAndMore(String text, String wire) {
        ThetaDistribution theta = ThetaDistribution.parse(text);

        assertEquals(wire, theta.wire());
        assertEquals(theta, ThetaDistribution.parse(theta.wire()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gamma",
                "points",
                "normal:",
                "normal:1",
                "normal:0,x",
                "normal:1,2,3",
                "uniform:1",
                "histogram:",
                "histogram:0",
                "histogram:0=1,",
                "point:1"
            })
    void refusesTheRestNamingTheForms(String text) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> ThetaDistribution.parse(text));

        assertEquals(
                "theta_dist must be one of normal0,1, uniform, point, normal:MEAN,SD, uniform:LOW,HIGH,"
                        + " histogram:THETA=WEIGHT,THETA=WEIGHT,..., was \"" + text + "\"",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normal:0,0",
                "normal:NaN,1",
                "normal:0,-1",
                "uniform:1,1",
                "uniform:2,1",
                "uniform:-30,0",
                "histogram:0=0",
                "histogram:0=-1",
                "histogram:0=NaN",
                "histogram:99=1"
            })
    void refusesNumbersOutOfRange(String text) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> ThetaDistribution.parse(text));

        assertTrue(refusal.getMessage().startsWith("theta_dist "), refusal.getMessage());
    }

    @Test
    void drawsAHistogramByItsWeights() {
        Population population =
                ThetaDistribution.parse("histogram:-1=1,0=0,0.5=2,2=1,3=0").population();
        BlockDraws draws = new BlockDraws(4, 0, 0);
        int[] count = new int[4];
        int n = 40_000;

        for (int i = 0; i < n; i++) {
            count[(int) Math.floor(population.draw(draws)) + 1]++;
        }

        assertEquals(0.25, count[0] / (double) n, 0.01);
        assertEquals(0.5, count[1] / (double) n, 0.01);
        assertEquals(0, count[2]);
        assertEquals(0.25, count[3] / (double) n, 0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normal0,1", "normal:1,2", "normal:0,6", "uniform", "point", "histogram:-1=1,1=3"})
    void nodesAreTheDistributionInSmall(String text) {
        ThetaDistribution theta = ThetaDistribution.parse(text);
        Population population = theta.population();
        BlockDraws draws = new BlockDraws(4, 0, 0);

        List<ThetaDistribution.Node> nodes = theta.nodes(ThetaGrid.STANDARD);
        double drawn = 0;
        for (int i = 0; i < 40_000; i++) {
            drawn += population.draw(draws) / 40_000;
        }

        double mean =
                nodes.stream().mapToDouble(node -> node.theta() * node.weight()).sum();
        assertEquals(drawn, mean, 0.1);
        assertEquals(
                1, nodes.stream().mapToDouble(ThetaDistribution.Node::weight).sum(), 1e-12);
    }
}
