package io.qbank.exposure.calibrator.engine.irt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemBankTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, .2, 0.48166666666666663",
        "1.5, 1.7, -.3, 0, 0.04548066992143868",
        "-3, .8, 2, .25, 6.83749016530157e-06",
        "2, 10, -5, .1, 0"
    })
    void informationIsWhatV7Computed(double theta, double a, double b, double c, double expected) {
        assertEquals(expected, bank(a, b, c).information(0, theta), expected * 1e-14);
    }

    @Test
    void informationIsTheSquaredSlopeByTheVariance() {
        ItemBank bank = bank(1.3, 0.4, 0.18);
        double theta = -0.2;
        double step = 1e-5;

        double slope = (bank.probability(0, theta + step) - bank.probability(0, theta - step)) / (2 * step);
        double p = bank.probability(0, theta);

        assertEquals(slope * slope / (p * (1 - p)), bank.information(0, theta), 1e-8);
    }

    @Test
    void boundsHoldTheComputedInformationAndItsChord() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            double c = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 1 - 1e-9 : random.nextDouble() * 0.5;
            ItemBank bank = bank(random.nextDouble() * (random.nextBoolean() ? 2 : 10), random.nextGaussian() * 5, c);
            InformationBounds bounds = new InformationBounds(bank);
            double low = random.nextDouble() * 15 - 8;
            double width = random.nextBoolean() ? 1.0 / 8 : 1.0 / 1024;
            double part = random.nextDouble();
            double theta = low + width * part;

            double value = bank.information(0, theta);
            double chord = (1 - part) * bank.information(0, low) + part * bank.information(0, low + width);

            String where = "seed " + seed;
            assertTrue(value <= bounds.upper(0, bank.probability(0, theta)), where);
            assertTrue(value >= bounds.lower(0, bank.probability(0, theta)), where);
            assertTrue(value <= bounds.upperWithin(0, low, low + width), where);
            double rounding = bounds.upper(0, bank.probability(0, theta)) - bounds.lower(0, bank.probability(0, theta));
            assertTrue(Math.abs(value - chord) <= bounds.offChord(0, width) + 4 * rounding, where);
        }
    }

    private static ItemBank bank(double a, double b, double c) {
        return new ItemBank(new double[] {a}, new double[] {b}, new double[] {c});
    }
}
