package io.qbank.exposure.calibrator.engine.rng;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that CPython 3 printed. */
class PythonRandomTest {
    @ParameterizedTest
    @CsvSource({
        "42, 0.6394267984578837, 0.025010755222666936, 0.27502931836911926, 0.2735990065583831, 1.610071094463357, -0.8761024428664681, -0.8261223347411677",
        "0, 0.8444218515250481, 0.7579544029403025, 0.420571580830845, -0.06700651572905797, 1.1947466787499987, -1.8942462528547312, -0.3933745478421451",
        "-7, 0.32383276483316237, 0.15084917392450192, 0.6509344730398537, 1.112914852545535, 0.5446590190449835, 0.5405490353159492, 0.014871466378840514",
        "1099511627781, 0.5043802970418443, 0.2686044399723282, 0.9257865475671585, -1.8110222023075386, -0.35679648959418697, 1.9983773538923, 0.7830949283628703"
    })
    void drawsWhatPythonDraws(
            long seed, double u1, double u2, double u3, double g1, double g2, double g3, double between) {
        PythonRandom random = new PythonRandom(seed);

        assertEquals(u1, random.uniform());
        assertEquals(u2, random.uniform());
        assertEquals(u3, random.uniform());
        assertEquals(g1, random.gaussian(0, 1), 1e-14);
        assertEquals(g2, random.gaussian(0, 1), 1e-14);
        assertEquals(g3, random.gaussian(1, 2), 1e-14);
        assertEquals(between, -1 + 2 * random.uniform(), 1e-15);
    }
}
