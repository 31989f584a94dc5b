package io.qbank.exposure.demo.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.devkit.Samples;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecountTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-02");
    private static final Instant LATE_MONDAY = Instant.parse("2026-11-02T23:59:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-03T00:01:00Z");
    private final Recount recount = new Recount();

    @Test
    void anItemCountsOnceASessionWhateverArrivesAndHoweverOften() {
        recount.add(Samples.presented("t", "E", "s1", 7, 1, LATE_MONDAY));
        recount.add(Samples.recorded("t", "E", "s1", 7, 1, LATE_MONDAY));
        recount.add(Samples.recorded("t", "E", "s1", 7, 1, LATE_MONDAY));
        recount.add(Samples.presented("t", "E", "s2", 7, 1, LATE_MONDAY));

        assertEquals(4, recount.events());
        assertEquals(2, recount.uniqueExposures());
        assertEquals(2, recount.exposures().get(MONDAY).get(new ItemKey(7, 1)));
    }

    @Test
    void aSessionAcrossMidnightCountsOnTheDayOfItsFirstEvent() {
        recount.add(Samples.presented("t", "E", "s1", 7, 1, LATE_MONDAY));
        recount.add(Samples.presented("t", "E", "s1", 8, 1, TUESDAY));

        assertEquals(Map.of(MONDAY, 1L), recount.sessions());
        assertEquals(
                Map.of(new ItemKey(7, 1), 1L, new ItemKey(8, 1), 1L),
                recount.exposures().get(MONDAY));
    }

    @Test
    void theCsvHasALineADayAndItem() {
        recount.add(Samples.presented("t", "E", "s1", 7, 2, LATE_MONDAY));
        recount.add(Samples.presented("t", "E", "s2", 7, 2, TUESDAY));

        assertEquals(
                "day,sessions,question_id,version,exposures\n2026-11-02,1,7,2,1\n2026-11-03,1,7,2,1\n", recount.csv());
    }
}
