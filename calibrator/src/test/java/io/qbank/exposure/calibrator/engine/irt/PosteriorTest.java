package io.qbank.exposure.calibrator.engine.irt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PosteriorTest {
    @Test
    void isTheMeanOfPriorTimesLikelihood() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(60);
            double[] a = random.doubles(size, 0, 2).toArray();
            double[] b = random.doubles(size, -3, 3).toArray();
            double[] c = random.doubles(size, 0, 0.3).toArray();
            ItemBank bank = new ItemBank(a, b, c);
            Posterior posterior = new Posterior(new ResponseTable(bank, 60, -4, 4, 0.5, 1.5));
            double[] logWeight = new double[60];
            for (int node = 0; node < 60; node++) {
                double z = (theta(node) - 0.5) / 1.5;
                logWeight[node] = -z * z / 2;
            }

            for (int item = 0; item < size; item++) {
                boolean correct = random.nextBoolean();
                posterior.update(item, correct);
                for (int node = 0; node < 60; node++) {
                    double p = bank.probability(item, theta(node));
                    logWeight[node] += Math.log(correct ? p : 1 - p);
                }
            }

            assertEquals(mean(logWeight), posterior.mean(), 1e-10, "seed " + seed);
        }
    }

    @Test
    void survivesAThousandAnswersThatCannotBe() {
        ItemBank bank = new ItemBank(new double[] {10, 10}, new double[] {20, -20}, new double[] {0, 0});
        Posterior posterior = new Posterior(new ResponseTable(bank, 61, -4, 4, 0, 1));

        for (int i = 0; i < 1000; i++) {
            posterior.update(0, true);
            posterior.update(1, false);
        }

        assertTrue(Math.abs(posterior.mean()) <= 4);
    }

    @Test
    void aPriorNarrowerThanTheGridIsItsNearestNode() {
        ItemBank bank = new ItemBank(new double[] {1}, new double[] {0}, new double[] {0.2});
        Posterior posterior = new Posterior(new ResponseTable(bank, 81, -4, 4, 0.13, 1e-3));

        posterior.update(0, false);

        assertEquals(0.1, posterior.mean(), 1e-9);
    }

    @Test
    void beginsAnewForTheNextCandidate() {
        ItemBank bank = new ItemBank(new double[] {1}, new double[] {0}, new double[] {0.2});
        Posterior posterior = new Posterior(new ResponseTable(bank, 61, -4, 4, 0, 1));
        double before = posterior.mean();

        posterior.update(0, true);
        posterior.reset();

        assertEquals(before, posterior.mean());
        assertEquals(0, before, 1e-12);
    }

    private static double theta(int node) {
        return -4 + 8.0 * node / 59;
    }

    private static double mean(double[] logWeight) {
        double sum = 0;
        double moment = 0;
        for (int node = 0; node < logWeight.length; node++) {
            double weight = Math.exp(logWeight[node] + 100);
            sum += weight;
            moment += weight * theta(node);
        }
        return moment / sum;
    }
}
