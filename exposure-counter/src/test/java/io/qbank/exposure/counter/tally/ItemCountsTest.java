package io.qbank.exposure.counter.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemCountsTest {
    private final ItemCounts counts = new ItemCounts();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 64, 1L << 32, 1L << 48, -1, 7_919})
    void itCountsAsAMapDoes(long step) {
        Random random = new Random(step);
        Map<Item, Long> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Item item = new Item(random.nextInt(3_000) * step, 1 + random.nextInt(2));
            long difference = random.nextInt(5) - 2L;
            assertEquals(
                    !expected.containsKey(item),
                    counts.add(item.questionId(), item.version(), difference),
                    item.toString());
            expected.merge(item, difference, Long::sum);
        }

        Map<Item, Long> told = new HashMap<>();
        counts.forEach((question, version, count) ->
                assertEquals(null, told.put(new Item(question, version), count), "an item told twice"));
        assertEquals(expected, told);
        assertEquals(expected.size(), counts.size());
        expected.forEach((item, count) -> assertEquals(count, counts.count(item.questionId(), item.version())));
    }

    /** The mean of a table that is half full, with a hash that leaves nothing to chance, is 1.5 (Knuth, 6.4). */
    @ParameterizedTest
    @CsvSource({
        "500, 1",
        "8000, 1",
        "16000, 1",
        "32000, 1",
        "8000, 2",
        "8000, 10",
        "8000, 1024",
        "8000, 1099511627776",
        "8000, 281474976710656"
    })
    void idsOfABankAreFoundAfterFewSteps(int items, long step) {
        int places = Integer.highestOneBit(items) * 4;
        boolean[] taken = new boolean[places];
        long steps = 0;
        for (int i = 1; i <= items; i++) {
            int place = ItemCounts.start(i * step, 1) & (places - 1);
            for (steps++; taken[place]; steps++) place = (place + 1) & (places - 1);
            taken[place] = true;
        }

        double mean = (double) steps / items;
        assertTrue(mean < 1.8, "mean of " + mean);
    }

    @Test
    void whatWasNeverAddedHasNone() {
        assertTrue(counts.add(7, 1, 3));

        assertEquals(0, counts.count(7, 2));
        assertEquals(0, counts.count(8, 1));
        assertEquals(1, counts.size());
    }

    @Test
    void aNumberMayBeNothing() {
        assertTrue(counts.add(7, 1, 0));

        assertFalse(counts.add(7, 1, 0));
        assertEquals(1, counts.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aVersionIsPositive(int version) {
        var refused = assertThrows(IllegalArgumentException.class, () -> counts.add(7, version, 1));

        assertEquals("version must be positive, was " + version, refused.getMessage());
    }
}
