package io.qbank.exposure.demo.candidates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.demo.candidates.AdaptiveTest.Administered;
import io.qbank.exposure.schemas.event.QbankEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SittingTest {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    @Test
    void eachItemIsPresentedAndThenAnswered() {
        Sitting sitting = new Sitting(
                "t",
                "E",
                "s1",
                START,
                0.5,
                List.of(new Administered(new ItemKey(7, 1), true), new Administered(new ItemKey(8, 2), false)));

        List<QbankEvent> events = sitting.events();

        assertEquals(
                List.of(7L, 7L, 8L, 8L),
                events.stream().map(QbankEvent::questionId).toList());
        assertEquals(4, events.stream().map(QbankEvent::eventId).distinct().count());
        assertTrue(events.get(0) instanceof QbankEvent.ItemPresented);
        assertTrue(
                events.get(3) instanceof QbankEvent.ResponseRecorded answer && Boolean.FALSE.equals(answer.correct()));
        for (int i = 1; i < events.size(); i++)
            assertTrue(events.get(i).occurredAt().isAfter(events.get(i - 1).occurredAt()));
    }

    @Test
    void aTimetableThatEndsNowLeavesTimeForTheLastSession() {
        Timetable timetable = Timetable.endingAt(START, Duration.ofHours(24), 4, 25);

        Instant last = timetable.start(3);

        assertTrue(last.plus(Sitting.lasting(25)).isBefore(START));
        assertEquals(Duration.ofHours(6), Duration.between(timetable.start(0), timetable.start(1)));
    }
}
