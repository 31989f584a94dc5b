package io.qbank.exposure.calibrator.engine.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.irt.RankingTable;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against every way in which the draws of a test can fall out, added up one by one. */
class ExactExpectationTest {
    private static final double EXACT = 1e-12;
    private static final double[] THETA = {-1.5, -0.2, 0.4, 2};
    private static final double[] WEIGHT = {0.1, 0.4, 0.3, 0.2};
    private static final Strata HALVES = new Strata(-4, 4, 2);

    @Test
    void addsUpAllThatCanHappenInATest() {
        for (long seed = 0; seed < 200; seed++) {
            Case given = new Case(seed);

            double[] selected = given.expectation.selected(given.k);

            assertArrayEquals(given.enumerated(0, THETA.length), selected, EXACT, "seed " + seed);
        }
    }

    @Test
    void groupsOfAbilitiesAddUpToTheWhole() {
        Case given = new Case(3);

        assertArrayEquals(given.enumerated(0, 2), given.expectation.selected(given.k, HALVES, 0), EXACT);
        assertArrayEquals(given.enumerated(2, 4), given.expectation.selected(given.k, HALVES, 1), EXACT);
        assertEquals(0.5, given.expectation.weight(HALVES, 0), EXACT);
        assertEquals(0.5, given.expectation.weight(HALVES, 1), EXACT);
    }

    /** A pool of up to nine items and their k, some of them certain, some impossible. */
    private static final class Case {
        final ItemBank bank;
        final double[] k;
        final int testLen;
        final ExactExpectation expectation;

        Case(long seed) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(9);
            bank = new ItemBank(
                    random.doubles(size, 0.4, 2).toArray(),
                    random.doubles(size, -2, 2).toArray(),
                    random.doubles(size, 0, 0.3).toArray());
            k = random.doubles(size).map(x -> x < 0.2 ? 1 : x < 0.3 ? 0 : x).toArray();
            testLen = 1 + random.nextInt(5);
            expectation = new ExactExpectation(new Ranker(new RankingTable(bank), 2), THETA, WEIGHT, testLen);
        }

        double[] enumerated(int fromNode, int toNode) {
            double[] selected = new double[k.length];
            for (int node = fromNode; node < toNode; node++) {
                double theta = THETA[node];
                int[] ranking = IntStream.range(0, k.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer i) -> -bank.information(i, theta)))
                        .mapToInt(Integer::intValue)
                        .toArray();
                walk(ranking, 0, 0, WEIGHT[node], selected);
            }
            return selected;
        }

        private void walk(int[] ranking, int place, int accepted, double probability, double[] selected) {
            if (place == ranking.length || accepted == testLen) {
                return;
            }
            int item = ranking[place];
            selected[item] += probability;
            walk(ranking, place + 1, accepted + 1, probability * k[item], selected);
            walk(ranking, place + 1, accepted, probability * (1 - k[item]), selected);
        }
    }
}
