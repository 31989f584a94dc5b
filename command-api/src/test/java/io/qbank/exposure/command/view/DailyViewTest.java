package io.qbank.exposure.command.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DailyViewTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private static final ItemId ITEM = new ItemId(1, 1);
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final DailyView view = new DailyView(clock);

    @Test
    void aTotalAddsAllExamsAndTheDaysAskedFor() {
        count("A", TODAY, 3);
        count("B", TODAY, 4);
        count("A", TODAY.minusDays(6), 10);
        count("A", TODAY.minusDays(7), 100);
        count("A", TODAY.plusDays(1), 1000);

        assertEquals(7, view.total(ITEM, 1));
        assertEquals(17, view.total(ITEM, 7));
    }

    @Test
    void aCountReplacesTheOneBeforeAlsoWhenEverythingIsReadAgain() {
        count("A", TODAY, 3);
        count("A", TODAY, 9);

        count("A", TODAY, 3);
        count("A", TODAY, 9);

        assertEquals(9, view.total(ITEM, 1));
        assertEquals(
                9, view.days("A", TODAY, TODAY).get(TODAY).counts().get(ITEM).exposures());
    }

    @Test
    void tomorrowTodayIsYesterday() {
        count("A", TODAY, 3);

        clock.advance(Duration.ofDays(1));

        assertEquals(0, view.total(ITEM, 1));
        assertEquals(3, view.total(ITEM, 2));
    }

    @Test
    void daysOlderThanTheTopicKeepsAreForgotten() {
        count("A", TODAY, 3);
        view.sessions("key", new DailySessions("tenant", "A", TODAY, 12, null));

        clock.advance(Duration.ofDays(DailyView.DAYS_KEPT));
        count("A", TODAY.plusDays(DailyView.DAYS_KEPT), 1);
        count("A", TODAY, 5);

        assertTrue(view.days("A", TODAY, TODAY).isEmpty());
        assertEquals(1, view.total(ITEM, 1_000));
    }

    private void count(String exam, LocalDate day, long exposures) {
        view.exposure("key", new DailyExposure("tenant", exam, 1, 1, day, exposures, 0.5, 0.2));
    }
}
