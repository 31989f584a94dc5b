package io.qbank.exposure.calibrator.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.irt.RankingTable;
import io.qbank.exposure.calibrator.engine.irt.ResponseTable;
import io.qbank.exposure.calibrator.engine.rng.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast test forms against one that ranks the whole pool again at each position, on the same draws: equal counts. */
class ReferenceTest {
    private static final int POOLS = 30;
    private static final int CANDIDATES = 120;
    private static final Population NORMAL = draws -> draws.gaussian(0, 1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void trueAbilityCountsAsTheReferenceDoes(boolean block) {
        for (long seed = 0; seed < POOLS; seed++) {
            Case given = new Case(seed);
            RankingTable table = new RankingTable(given.bank);

            Tally fast = given.run(() -> block
                    ? new BlockingForm(new Ranker(table, 8), given.length, given.barred)
                    : new ReconsideringForm(new Ranker(table, 8), given.length, given.barred));

            given.assertSame(fast, given.run(() -> given.naive(block, false)), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void estimatedAbilityCountsAsTheReferenceDoes(boolean block) {
        for (long seed = 0; seed < POOLS; seed++) {
            Case given = new Case(seed);
            RankingTable table = new RankingTable(given.bank);

            Tally fast = given.run(() -> new EstimatingForm(
                    given.bank,
                    new Ranker(table, 8),
                    new Posterior(given.responses),
                    given.length,
                    given.barred,
                    block));

            Tally slow = given.run(() -> given.naive(block, true));
            given.assertSame(fast, slow, seed);
            assertEquals(slow.rmse(), fast.rmse(), "seed " + seed);
            assertEquals(slow.bias(), fast.bias(), "seed " + seed);
        }
    }

    @Test
    void aPulledItemIsNotForcedEvenWhereNothingElseIsLeft() {
        ItemBank bank = new ItemBank(new double[] {1, 1, 1}, new double[3], new double[3]);
        boolean[] barred = {true, false, false};
        double[] k = {0, 0.5, 0.5};

        for (boolean block : new boolean[] {true, false}) {
            RankingTable table = new RankingTable(bank);
            Tally tally = run(
                    k,
                    3,
                    () -> block
                            ? new BlockingForm(new Ranker(table, 8), 3, barred)
                            : new ReconsideringForm(new Ranker(table, 8), 3, barred));

            assertEquals(0, tally.administered(0));
            assertEquals(CANDIDATES, tally.administered(1));
            assertEquals(CANDIDATES, tally.administered(2));
        }
    }

    private static Tally run(double[] k, int items, Supplier<TestForm> form) {
        try (Simulation simulation = new Simulation(items, form, NORMAL, 1, () -> false)) {
            return simulation
                    .run(k, CANDIDATES, Streams.independent(9, 0), Strata.ONE)
                    .orElseThrow();
        }
    }

    /** A random pool, some of it hard to get, some of it pulled, sometimes too small for the test. */
    private static final class Case {
        final ItemBank bank;
        final ResponseTable responses;
        final double[] k;
        final boolean[] barred;
        final int length;

        Case(long seed) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(seed % 4 == 0 ? 12 : 120);
            length = 1 + random.nextInt(15);
            double[] a = new double[size];
            double[] b = new double[size];
            double[] c = new double[size];
            k = new double[size];
            barred = new boolean[size];
            for (int i = 0; i < size; i++) {
                a[i] = random.nextInt(8) == 0 ? 0 : Math.exp(random.nextGaussian() * 0.4);
                b[i] = random.nextGaussian();
                c[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.4;
                k[i] = random.nextInt(3) == 0 ? 1 : random.nextDouble();
                barred[i] = random.nextInt(10) == 0;
                k[i] = barred[i] ? 0 : k[i];
            }
            bank = new ItemBank(a, b, c);
            responses = new ResponseTable(bank, 31, -4, 4, 0, 1);
        }

        Tally run(Supplier<TestForm> form) {
            return ReferenceTest.run(k, k.length, form);
        }

        TestForm naive(boolean block, boolean estimate) {
            return (theta, ks, draws, tally) -> give(theta, draws, tally, block, estimate);
        }

        private void give(double theta, Draws draws, Tally tally, boolean block, boolean estimate) {
            Set<Integer> administered = new HashSet<>();
            List<Integer> rejected = new ArrayList<>();
            Posterior posterior = new Posterior(responses);
            for (int position = 0; position < length; position++) {
                double at = estimate ? posterior.mean() : theta;
                double[] information = IntStream.range(0, k.length)
                        .mapToDouble(i -> bank.information(i, at))
                        .toArray();
                List<Integer> ranking = IntStream.range(0, k.length)
                        .boxed()
                        .filter(i -> !administered.contains(i))
                        .sorted(Comparator.comparingDouble((Integer i) -> -information[i]))
                        .toList();
                Integer chosen = null;
                for (Integer item : ranking) {
                    if (chosen == null && !(block && rejected.contains(item))) {
                        tally.propose(item);
                        if (draws.passes(k[item])) {
                            chosen = item;
                            tally.administer(item);
                        } else {
                            rejected.add(item);
                        }
                    }
                }
                if (chosen == null) {
                    chosen =
                            ranking.stream().filter(i -> !barred[i]).findFirst().orElse(null);
                    if (chosen == null) {
                        break;
                    }
                    tally.force(chosen);
                }
                administered.add(chosen);
                if (estimate) {
                    posterior.update(chosen, draws.uniform() < bank.probability(chosen, theta));
                }
            }
            if (estimate) {
                tally.estimate(theta, posterior.mean());
            }
        }

        void assertSame(Tally fast, Tally slow, long seed) {
            for (int i = 0; i < k.length; i++) {
                assertEquals(slow.proposed(i), fast.proposed(i), "proposed, seed " + seed);
                assertEquals(slow.administered(i), fast.administered(i), "administered, seed " + seed);
            }
            assertEquals(slow.forced(), fast.forced(), "forced, seed " + seed);
        }
    }
}
