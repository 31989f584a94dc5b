package io.qbank.exposure.calibrator.engine.irt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescendingSortTest {
    @Test
    void sortsTheRangeByValueThenIndexAndNothingBesideIt() {
        DescendingSort sort = new DescendingSort();
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(seed % 2 == 0 ? 30 : 300);
            int from = random.nextInt(size + 1);
            int to = from + random.nextInt(size - from + 1);
            int[] items = shuffled(size, random);
            double[] value = random.doubles(size).map(x -> Math.floor(x * 40)).toArray();
            double[] values = IntStream.of(items).mapToDouble(i -> value[i]).toArray();
            int[] expected = items.clone();
            int[] sorted = IntStream.range(from, to)
                    .mapToObj(i -> items[i])
                    .sorted(Comparator.comparingDouble((Integer i) -> -value[i]).thenComparing(i -> i))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, expected, from, sorted.length);

            sort.sort(items, values, from, to);

            assertArrayEquals(expected, items, "seed " + seed);
            assertArrayEquals(IntStream.of(items).mapToDouble(i -> value[i]).toArray(), values, "seed " + seed);
        }
    }

    private static int[] shuffled(int size, Random random) {
        int[] items = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int item = items[i];
            items[i] = items[other];
            items[other] = item;
        }
        return items;
    }
}
