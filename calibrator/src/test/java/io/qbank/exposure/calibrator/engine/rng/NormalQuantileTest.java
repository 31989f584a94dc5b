package io.qbank.exposure.calibrator.engine.rng;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-20, -9.262340089798405",
        "1e-05, -4.2648907939228256",
        "0.02, -2.0537489106318225",
        "0.3, -0.5244005127080407",
        "0.5, 0",
        "0.9, 1.2815515655446008",
        "0.999999, 4.753424308817089"
    })
    void invertsTheNormalDistribution(double p, double z) {
        assertEquals(z, NormalQuantile.of(p), 1e-13 * Math.max(1, Math.abs(z)));
    }

    @Test
    void isInfiniteAtTheEnds() {
        assertEquals(Double.NEGATIVE_INFINITY, NormalQuantile.of(0));
        assertEquals(Double.POSITIVE_INFINITY, NormalQuantile.of(1));
    }
}
