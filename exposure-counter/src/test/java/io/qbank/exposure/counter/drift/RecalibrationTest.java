package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.drift.ControlHistory.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an alert may start, what an item's history says, and that stored state comes back as it was. */
class RecalibrationTest {
    private static final Instant AT = Instant.parse("2026-03-11T00:15:00Z");
    private static final Recalibration.Rules HOURLY = new Recalibration.Rules(true, Duration.ofHours(1), 3);

    @Test
    void withoutAPolicyNothingStartsByItself() {
        assertEquals(
                Optional.of("the exam has no policy, so nothing recalibrates by itself"),
                Recalibration.refusal(Optional.empty(), List.of(), AT));
    }

    @Test
    void theCooldownDoublesWithEachRunOfTheLastTwoWeeks() {
        List<Instant> three =
                List.of(AT.minus(Duration.ofHours(30)), AT.minus(Duration.ofHours(20)), AT.minusSeconds(3 * 3_600));

        Optional<String> refusal = Recalibration.refusal(Optional.of(HOURLY), three, AT);

        assertEquals(
                Optional.of("the cooldown of 60 minutes, doubled 2 times after runs that did not help,"
                        + " lasts until 2026-03-11T01:15:00Z"),
                refusal);
        assertTrue(Recalibration.refusal(Optional.of(HOURLY), three, AT.plusSeconds(3_600))
                .isEmpty());
    }

    @Test
    void runsOfLongAgoAreForgotten() {
        assertTrue(Recalibration.refusal(Optional.of(HOURLY), List.of(AT.minus(Duration.ofDays(15))), AT)
                .isEmpty());
    }

    @Test
    void theLimitOfADayIsOfTheUtcDay() {
        Recalibration.Rules one = new Recalibration.Rules(true, Duration.ZERO, 1);
        List<Instant> today = List.of(AT.minusSeconds(600));
        List<Instant> yesterday = List.of(AT.minusSeconds(1_200));

        assertEquals(
                Optional.of("the policy's limit of 1 automatic runs a day is reached for 2026-03-11"),
                Recalibration.refusal(Optional.of(one), today, AT));
        assertTrue(Recalibration.refusal(Optional.of(one), yesterday, AT).isEmpty());
    }

    @Test
    void aChangeHoldsFromTheNextMidnightAndItsDayHasNone() {
        Change first = new Change(Instant.parse("2026-03-01T08:00:00Z"), 0.2);
        Change second = new Change(Instant.parse("2026-03-05T23:59:59Z"), 0.3);
        ControlHistory history = ControlHistory.NONE.and(first).and(second);
        int may = (int) LocalDate.parse("2026-03-01").toEpochDay();

        assertEquals(Optional.empty(), history.on(may));
        assertEquals(Optional.of(first), history.on(may + 1));
        assertEquals(Optional.of(first), history.on(may + 3));
        assertEquals(Optional.empty(), history.on(may + 4));
        assertEquals(Optional.of(second), history.on(may + 5));
    }

    @Test
    void storedStateComesBackAsItWas() {
        ExamDrift exam = new ExamDrift();
        exam.enter(AT);
        exam.counted(20_000, 20_003);
        exam.counted(20_001, 20_003);
        exam.counted(20_002, 20_003);
        exam.close(20_000, 0.1);
        exam.close(20_001, 0.25);
        exam.alertWithRun(AT);
        ItemDrift item = new ItemDrift(
                ItemEvidence.NONE.afterDay(
                        20_000, 30, 100, ControlHistory.NONE.and(new Change(Instant.EPOCH, 0.2)), 0.1),
                AT.plusNanos(1),
                20_001);

        assertEquals(
                item.settled().process().lnE(),
                ItemDrift.parse(item.toBytes()).settled().process().lnE());
        assertEquals(AT.plusNanos(1), ItemDrift.parse(item.toBytes()).alertedIn());
        assertEquals(20_001, ItemDrift.asOf(item.toBytes()));
        ExamDrift again = ExamDrift.parse(exam.toBytes());
        assertEquals(exam.window(), again.window());
        assertEquals(exam.open(), again.open());
        assertEquals(List.of(AT), again.runs());
        assertEquals(2, again.alertWithoutRun());
        assertTrue(again.callsForRun());
    }
}
