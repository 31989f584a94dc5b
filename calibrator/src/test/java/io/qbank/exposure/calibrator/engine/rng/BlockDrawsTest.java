package io.qbank.exposure.calibrator.engine.rng;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockDrawsTest {
    @Test
    void neighbouringSeedsRoundsAndBlocksShareNoDraws() {
        Set<Double> first = new HashSet<>();
        for (long seed = -3; seed <= 3; seed++) {
            for (long round = -3; round <= 3; round++) {
                for (long block = 0; block < 50; block++) {
                    first.add(new BlockDraws(seed, round, block).uniform());
                }
            }
        }

        assertEquals(7 * 7 * 50, first.size());
    }

    @Test
    void drawsANormalDistribution() {
        BlockDraws draws = new BlockDraws(5, 0, 0);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;

        for (int i = 0; i < n; i++) {
            double z = draws.gaussian(0, 1);
            sum += z;
            squares += z * z;
            beyondTwo += Math.abs(z) > 2 ? 1 : 0;
        }

        assertEquals(0, sum / n, 5 / Math.sqrt(n));
        assertEquals(1, squares / n, 5 * Math.sqrt(2.0 / n));
        assertEquals(0.0455, beyondTwo / (double) n, 5 * Math.sqrt(0.0455 / n));
    }

    @Test
    void nothingPassesAtZeroAndAllPassesAtOne() {
        BlockDraws draws = new BlockDraws(5, 0, 0);

        for (int i = 0; i < 1000; i++) {
            assertFalse(draws.passes(0));
            assertTrue(draws.passes(1));
        }
    }
}
