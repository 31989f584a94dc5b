package io.qbank.exposure.command.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceViewTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final EvidenceView view = new EvidenceView(clock);

    @Test
    void aRowIsFoundUnderItsExamDayAndItem() {
        Evidence one = row("MATH/10", 7, TODAY, 1.5);
        Evidence other = row("MATH/10", 8, TODAY, 2.5);
        apply(one);
        apply(other);
        apply(row("MATH", 7, TODAY, 3.5));

        assertEquals(2, view.days("MATH/10", TODAY, TODAY, null).get(TODAY).size());
        assertEquals(List.of(one), view.days("MATH/10", TODAY, TODAY, 7L).get(TODAY));
        assertTrue(view.days("MATH/10", TODAY.minusDays(3), TODAY.minusDays(1), null)
                .isEmpty());
    }

    @Test
    void theLatestRowOfAnItemsDayStands() {
        apply(row("E", 7, TODAY, 1.5));
        apply(row("E", 7, TODAY, 2.5));

        assertEquals(2.5, view.days("E", TODAY, TODAY, null).get(TODAY).get(0).lnE());
    }

    @Test
    void daysThatAreTooOldAreForgotten() {
        apply(row("E", 7, TODAY.minusDays(DailyView.DAYS_KEPT), 1.5));
        apply(row("E", 7, TODAY, 2.5));
        clock.advance(Duration.ofDays(DailyView.DAYS_KEPT));
        apply(row("E", 7, TODAY.plusDays(DailyView.DAYS_KEPT), 3.5));

        assertEquals(
                List.of(TODAY.plusDays(DailyView.DAYS_KEPT)),
                List.copyOf(view.days("E", TODAY.minusDays(99), TODAY.plusDays(99), null)
                        .keySet()));
    }

    @Test
    void aRowThatBreaksItsContractIsPassedOver() {
        view.apply(Keys.itemDay("t", "E", 7, 1, TODAY), "{}".getBytes(StandardCharsets.UTF_8));
        apply(row("E", 8, TODAY, 2.5));

        assertEquals(1, view.days("E", TODAY, TODAY, null).get(TODAY).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t", "t/E", "t/E/7/1/yesterday", "t/E/x/1/2026-11-02", "t/7/1/2026-11-02", "7/1/2026-11-02"})
    void anOddKeyIsTold(String key) {
        assertThrows(InvalidMessageException.class, () -> view.apply(key, new byte[0]));
    }

    private void apply(Evidence row) {
        view.apply(
                Keys.itemDay(row.tenantId(), row.examCode(), row.questionId(), row.version(), row.day()),
                Json.bytes(row));
    }

    private static Evidence row(String exam, long question, LocalDate day, double lnE) {
        return new Evidence(
                "t", exam, question, 1, day, lnE, 6_000, 0.22, Instant.parse("2026-10-01T00:00:00Z"), false);
    }
}
