package io.qbank.exposure.demo.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.qbank.exposure.demo.candidates.AdaptiveTest.Administered;
import io.qbank.exposure.schemas.item.ItemState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveTestTest {
    private static final int CANDIDATES = 20_000;

    @Test
    void withoutControlEverybodySeesTheMostInformativeItems() {
        AdaptiveTest test = new AdaptiveTest(List.of(item(1, 0.5, 1), item(2, 2.0, 1), item(3, 1.0, 1)), 2);

        List<Long> seen = questions(test.administer(0, new SplittableRandom(1)));

        assertEquals(List.of(2L, 3L), seen);
    }

    @Test
    void aBlockingItemIsAdministeredAsOftenAsItsKSays() {
        AdaptiveTest test =
                new AdaptiveTest(List.of(item(1, 2.0, 0.3), item(2, 1.5, 1), item(3, 1.0, 1), item(4, 0.9, 1)), 3);

        double rate = rateOf(1, test);

        assertEquals(0.3, rate, 0.015);
    }

    @Test
    void anItemThatIsReconsideredHasAnotherChanceAtEachPosition() {
        AdaptiveTest test = new AdaptiveTest(
                List.of(item(1, 2.0, 0.3, "reconsider"), item(2, 1.5, 1), item(3, 1.0, 1), item(4, 0.9, 1)), 3);

        double rate = rateOf(1, test);

        assertEquals(1 - Math.pow(0.7, 3), rate, 0.015);
    }

    @Test
    void whenAllAreRejectedTheBestOfThemIsAdministered() {
        AdaptiveTest test = new AdaptiveTest(List.of(item(1, 1.0, 1e-9), item(2, 2.0, 1e-9)), 1);

        List<Long> seen = questions(test.administer(0, new SplittableRandom(1)));

        assertEquals(List.of(2L), seen);
    }

    @Test
    void anItemWithKOfZeroIsNeverAdministered() {
        AdaptiveTest test = new AdaptiveTest(List.of(item(1, 2.0, 0), item(2, 1.0, 1e-9)), 2);

        List<Long> seen = questions(test.administer(0, new SplittableRandom(1)));

        assertFalse(seen.contains(1L));
        assertEquals(1, seen.size());
    }

    @Test
    void nobodySeesAnItemTwice() {
        List<ItemState> pool = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> item(i, 1 + i / 100.0, 0.2, i % 2 == 0 ? "block" : "reconsider"))
                .toList();
        AdaptiveTest test = new AdaptiveTest(pool, 25);

        for (int seed = 0; seed < 100; seed++) {
            List<Long> seen = questions(test.administer(0.5, new SplittableRandom(seed)));

            assertEquals(25, seen.stream().distinct().count(), "seed " + seed);
        }
    }

    private static double rateOf(long question, AdaptiveTest test) {
        SplittableRandom random = new SplittableRandom(7);
        long seen = IntStream.range(0, CANDIDATES)
                .filter(candidate -> questions(test.administer(0, random)).contains(question))
                .count();
        return (double) seen / CANDIDATES;
    }

    private static List<Long> questions(List<Administered> test) {
        return test.stream().map(each -> each.item().questionId()).toList();
    }

    private static ItemState item(long question, double a, double k) {
        return item(question, a, k, "block");
    }

    private static ItemState item(long question, double a, double k, String rejection) {
        return new ItemState("t", question, 1, List.of("E"), 1L, a, 0, 0.2, k, null, rejection, false, null, null, 0);
    }
}
