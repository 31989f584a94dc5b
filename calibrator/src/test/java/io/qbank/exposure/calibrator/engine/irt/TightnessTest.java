package io.qbank.exposure.calibrator.engine.irt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds that hold are only half of it: the looser they are, the more of a ranking has to be sorted out anew each time. */
class TightnessTest {
    private static final double RANGE = 8;
    private static final double COARSE = 1.0 / 8;
    private static final double FINE = 1.0 / 2048;

    @Test
    void boundsAtAnAbilityDifferByRoundingOnly() {
        for (long seed = 0; seed < 2_000; seed++) {
            ItemBank bank = pool(1, seed);
            InformationBounds bounds = new InformationBounds(bank);
            double theta = new Random(seed).nextGaussian();
            double value = bank.information(0, theta);
            double p = bank.probability(0, theta);

            assertEquals(value, bounds.upper(0, p), value * 1e-10 + 1e-12, "seed " + seed);
            assertEquals(value, bounds.lower(0, p), value * 1e-10 + 1e-12, "seed " + seed);
        }
    }

    @Test
    void theBoundOfAnIntervalIsTakenSomewhereInIt() {
        for (long seed = 0; seed < 2_000; seed++) {
            ItemBank bank = pool(1, seed);
            double low = new Random(seed).nextGaussian() * 2;
            double most = IntStream.rangeClosed(0, 1_000)
                    .mapToDouble(i -> bank.information(0, low + i * COARSE / 1_000))
                    .max()
                    .orElseThrow();

            assertEquals(
                    most, new InformationBounds(bank).upperWithin(0, low, low + COARSE), most * 1e-6, "seed " + seed);
        }
    }

    /** Where c = 0 the curve bends most at its peak, and there by just what is allowed, but for the hundredth that is added. */
    @Test
    void aChordIsOffByNearlyAsMuchAsIsAllowed() {
        ItemBank bank = new ItemBank(new double[] {1.4}, new double[] {0.3}, new double[] {0});
        double chord = bank.information(0, 0.3 - COARSE / 64);

        double off = bank.information(0, 0.3) - chord;

        assertEquals(1 / 1.01, off / new InformationBounds(bank).offChord(0, COARSE / 32), 1e-3);
    }

    @Test
    void aCoarseBinHoldsEveryItemAtItsBound() {
        ItemBank bank = pool(200, 1);
        InformationBounds bounds = new InformationBounds(bank);

        CoarseBin bin = new CoarseBin(bounds, 200, 0.5, 0.5 + COARSE);

        assertArrayEquals(
                IntStream.range(0, 200).toArray(),
                IntStream.of(bin.items).sorted().toArray());
        for (int place = 0; place < 200; place++) {
            assertEquals(bounds.upperWithin(bin.items[place], 0.5, 0.5 + COARSE), bin.bounds[place]);
        }
        double[] falling =
                Arrays.stream(bin.bounds).map(x -> -x).sorted().map(x -> -x).toArray();
        assertArrayEquals(falling, bin.bounds);
    }

    /** Of the first 64 places of an ordinary pool hardly any change within 1/2048 of a logit, and hardly any wait for the rest. */
    @Test
    void mostPlacesAreSettledOverAFineBin() {
        ItemBank bank = pool(300, 2);
        InformationBounds bounds = new InformationBounds(bank);
        FineBinBuilder builder = new FineBinBuilder(bank, bounds);
        int settled = 0;
        int groups = 0;
        for (int i = 0; i < 32; i++) {
            double left = -2 + i * COARSE;
            CoarseBin coarse = new CoarseBin(bounds, 300, left, left + COARSE);
            FineBin bin = builder.build(coarse, left, left + FINE, 64);
            assertEquals(64, bin.depth);
            settled += bin.codes.length;
            groups += (int) IntStream.of(bin.codes).filter(code -> code < 0).count();
        }

        assertTrue(settled > 32 * 40, settled + " settled");
        assertTrue(groups < 32 * 3, groups + " that change");
    }

    @Test
    void allPlacesAreSettledOnceEveryItemWasLookedAt() {
        ItemBank bank = pool(300, 3);
        InformationBounds bounds = new InformationBounds(bank);
        CoarseBin coarse = new CoarseBin(bounds, 300, 0, COARSE);

        FineBin bin = new FineBinBuilder(bank, bounds).build(coarse, 0, FINE, 300);

        assertEquals(300, bin.codes.length);
        int[] items = IntStream.of(bin.codes)
                .map(code -> code < 0 ? ~code : code)
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 300).toArray(), items);
    }

    /** The sum with 8 rounds to 16, which is the border. */
    @Test
    void anAbilityAHairBelowTheBorderIsRankedToo() {
        Ranker ranker = new Ranker(new RankingTable(pool(100, 5)), 8);

        ranker.at(Math.nextDown(RANGE));

        assertEquals(100, ranker.known());
    }

    @Test
    void aTableCoversItsRangeAndKeepsWhatItBuilt() {
        ItemBank bank = pool(300, 4);
        RankingTable table = new RankingTable(bank);
        FineBinBuilder builder = new FineBinBuilder(bank, table.information);

        assertTrue(RankingTable.covers(-RANGE) && !RankingTable.covers(Math.nextDown(-RANGE)));
        assertTrue(RankingTable.covers(RANGE - 1e-14) && !RankingTable.covers(RANGE));
        assertEquals(0, RankingTable.binOf(-RANGE));
        assertEquals(2 * 8 * 2048 - 1, RankingTable.binOf(RANGE - 1e-14));
        FineBin bin = table.bin(7, 64, builder);
        assertEquals(64, bin.depth);
        assertTrue(bin == table.bin(7, 64, builder) && bin == table.bin(7, 10, builder), "not built anew");
        FineBin deeper = table.bin(7, 1_000, builder);
        assertEquals(300, deeper.depth);
        assertTrue(deeper == table.bin(7, 1_000, builder), "there is no deeper one");
    }

    private static ItemBank pool(int size, long seed) {
        Random random = new Random(seed);
        double[] a = random.doubles(size).map(x -> Math.exp(0.6 * x - 0.3)).toArray();
        double[] b = new double[size];
        Arrays.setAll(b, i -> random.nextGaussian());
        return new ItemBank(a, b, random.doubles(size, 0, 0.3).toArray());
    }
}
