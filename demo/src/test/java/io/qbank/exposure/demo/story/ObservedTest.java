package io.qbank.exposure.demo.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.demo.candidates.ItemKey;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.devkit.Samples;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
    private static final ItemKey ITEM = new ItemKey(7, 1);

    @Test
    void ratesAreOverAllDays() {
        Observed observed = new Observed(
                Map.of(MONDAY, 60L, MONDAY.plusDays(1), 40L),
                Map.of(MONDAY, Map.of(ITEM, 20L), MONDAY.plusDays(1), Map.of(ITEM, 10L, new ItemKey(8, 1), 5L)));

        assertEquals(Map.of(ITEM, 0.3, new ItemKey(8, 1), 0.05), observed.rates());
        assertEquals(0.3, observed.highestRate());
    }

    @Test
    void anItemIsOverItsCapOnlyBeyondChance() {
        Observed few = new Observed(Map.of(MONDAY, 100L), Map.of(MONDAY, Map.of(ITEM, 30L)));
        Observed many = new Observed(Map.of(MONDAY, 10_000L), Map.of(MONDAY, Map.of(ITEM, 3_000L)));

        assertEquals(0, few.over(0.2));
        assertEquals(1, many.over(0.2));
    }

    @Test
    void oneCountTooManyIsADifferenceAndIsTold() {
        Recount recount = new Recount();
        recount.add(Samples.presented(
                "t", "E", "s1", 7, 1, MONDAY.atStartOfDay(ZoneOffset.UTC).toInstant()));

        Observed right = new Observed(Map.of(MONDAY, 1L), Map.of(MONDAY, Map.of(ITEM, 1L)));
        Observed wrong = new Observed(Map.of(MONDAY, 1L), Map.of(MONDAY, Map.of(ITEM, 2L)));

        assertEquals(Optional.empty(), right.differsFrom(recount));
        assertTrue(
                wrong.differsFrom(recount).orElseThrow().contains("1 exposures of 1 items were produced and 2 of 1"));
    }
}
