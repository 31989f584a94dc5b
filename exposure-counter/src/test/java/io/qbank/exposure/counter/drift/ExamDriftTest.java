package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.tally.Packer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which days are open, in the window, settled; what numbers alerts get; when they call for a run. */
class ExamDriftTest {
    private static final int TODAY = 20_000;
    private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
    private final ExamDrift exam = new ExamDrift();

    @Test
    void daysOpenAsTheyHaveSessionsAndCloseInOrder() {
        assertEquals(OptionalInt.empty(), exam.nextToClose());
        assertFalse(exam.counted(TODAY, TODAY));
        assertFalse(exam.counted(TODAY - 2, TODAY));

        assertEquals(OptionalInt.of(TODAY - 2), exam.nextToClose());
        assertEquals(List.of(TODAY - 2, TODAY), List.copyOf(exam.open()));

        exam.close(TODAY - 2, 0.1);
        assertEquals(TODAY - 2, exam.closedThrough());
        assertEquals(OptionalInt.of(TODAY), exam.nextToClose());

        exam.close(TODAY, 0.1);
        assertEquals(OptionalInt.empty(), exam.nextToClose());
    }

    @Test
    void daysBefore1970AndBeyondTomorrowAreNotOfThisWorld() {
        assertFalse(exam.counted(-1, TODAY));
        assertFalse(exam.counted(TODAY + 2, TODAY));
        assertEquals(OptionalInt.empty(), exam.nextToClose());

        exam.counted(0, TODAY);
        exam.counted(TODAY + 1, TODAY);
        assertEquals(new TreeSet<>(List.of(0, TODAY + 1)), exam.open());
    }

    @Test
    void aCountOfAClosedDayMattersWithinTheWindowOnly() {
        for (int day = TODAY - 5; day <= TODAY; day++) {
            exam.counted(day, TODAY);
            if (day != TODAY - 1) exam.close(day, 0.1);
        }

        assertTrue(exam.counted(TODAY, TODAY));
        assertTrue(
                exam.counted(TODAY - 1, TODAY),
                "within the window, though it had no sessions when it should have closed");
        assertTrue(exam.counted(TODAY - 5, TODAY), "settled, but not yet forgotten");
        exam.forget(exam.settled());
        assertFalse(exam.counted(TODAY - 5, TODAY));
        assertFalse(exam.counted(TODAY - ExamDrift.WINDOW_DAYS, TODAY));
        assertTrue(exam.counted(TODAY - ExamDrift.WINDOW_DAYS + 1, TODAY));
    }

    /** After a rest days may close of which the window reaches back into what is stored. */
    @Test
    void aDayThatIsStoredIsNeverReopened() {
        for (int day = 1; day <= 3; day++) {
            exam.counted(day, TODAY);
            exam.close(day, 0.1);
        }
        exam.forget(exam.window());
        exam.counted(5, TODAY);
        exam.close(5, 0.1);

        assertFalse(exam.counted(3, TODAY));
        assertFalse(ExamDrift.parse(exam.toBytes()).counted(3, TODAY));
        assertTrue(exam.counted(4, TODAY));
    }

    @Test
    void theLastDaysAreAWindowAndThoseBeforeAreSettledEachWithItsDelta() {
        for (int day = 1; day <= 5; day++) {
            exam.counted(day, TODAY);
            exam.close(day, day / 10.0);
        }

        assertEquals(Map.of(1, 0.1, 2, 0.2), exam.settled());
        assertEquals(Map.of(3, 0.3, 4, 0.4, 5, 0.5), exam.window());

        exam.forget(exam.settled());
        assertEquals(Map.of(), exam.settled());
        assertEquals(Map.of(3, 0.3, 4, 0.4, 5, 0.5), exam.window());
    }

    @Test
    void aDayThatIsReopenedKeepsTheDeltaItClosedWith() {
        exam.counted(5, TODAY);
        exam.close(5, 0.1);

        exam.reopened(5, 0.3);
        exam.reopened(4, 0.2);

        assertEquals(Map.of(4, 0.2, 5, 0.1), exam.window());
    }

    @Test
    void alertsAreNumberedAnewInEachEpoch() {
        exam.enter(EPOCH);
        assertEquals(1, exam.alertWithoutRun());
        assertEquals(2, exam.alertWithRun(EPOCH.plusSeconds(1)));

        exam.enter(EPOCH);
        assertEquals(3, exam.alertWithoutRun());

        exam.enter(EPOCH.plusSeconds(5));
        assertEquals(1, exam.alertWithoutRun());
    }

    @Test
    void anAlertCallsForARunUntilOneHasTakenEffect() {
        exam.enter(EPOCH);
        assertFalse(exam.callsForRun());

        exam.alertWithoutRun();
        assertTrue(exam.callsForRun(), "none was started");

        exam.alertWithRun(EPOCH.plusSeconds(1));
        assertTrue(exam.callsForRun(), "it was started, and k is still what it was");

        exam.enter(EPOCH.plusSeconds(60));
        assertFalse(exam.callsForRun(), "a new epoch: it took effect");
        assertEquals(List.of(EPOCH.plusSeconds(1)), exam.runs());
    }

    @Test
    void theLatestRunsAreKept() {
        exam.enter(EPOCH);
        for (int run = 0; run < 40; run++) exam.alertWithRun(EPOCH.plus(Duration.ofDays(run)));

        assertEquals(32, exam.runs().size());
        assertEquals(EPOCH.plus(Duration.ofDays(8)), exam.runs().get(0));
        assertEquals(EPOCH.plus(Duration.ofDays(39)), exam.runs().get(31));
    }

    @Test
    void itIsReadAsItWasStored() {
        exam.counted(7, TODAY);
        exam.counted(9, TODAY);
        exam.close(7, 0.25);
        exam.enter(EPOCH);
        exam.alertWithRun(EPOCH.plusSeconds(1));
        exam.alertWithoutRun();

        ExamDrift again = ExamDrift.parse(exam.toBytes());

        assertEquals(7, again.closedThrough());
        assertEquals(new TreeSet<>(List.of(9)), again.open());
        assertEquals(Map.of(7, 0.25), again.window());
        assertEquals(List.of(EPOCH.plusSeconds(1)), again.runs());
        assertTrue(again.callsForRun());
        again.enter(EPOCH);
        assertEquals(3, again.alertWithoutRun());
        ExamDrift fresh = ExamDrift.parse(new ExamDrift().toBytes());
        assertEquals(-1, fresh.closedThrough());
        assertFalse(fresh.callsForRun());
    }

    @Test
    void theFormerFormIsStillRead() {
        Packer former = new Packer(16).raw(1).signed(TODAY).number(0).number(0);
        Moments.write(former, EPOCH);
        former.number(2).raw(0);
        Moments.write(former, null);
        former.number(0);

        ExamDrift read = ExamDrift.parse(former.toBytes());

        assertEquals(TODAY, read.closedThrough());
        assertFalse(read.counted(TODAY - ExamDrift.WINDOW_DAYS, TODAY));
        assertTrue(read.counted(TODAY - ExamDrift.WINDOW_DAYS + 1, TODAY));
    }

    @Test
    void aRunThatIsUnderWayIsReadAsItWasStored() {
        exam.enter(EPOCH);
        exam.alertWithRun(EPOCH);

        ExamDrift again = ExamDrift.parse(exam.toBytes());

        assertTrue(again.callsForRun());
        again.enter(EPOCH.plusSeconds(1));
        assertFalse(again.callsForRun());
    }
}
