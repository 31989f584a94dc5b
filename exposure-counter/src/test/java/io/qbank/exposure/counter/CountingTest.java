package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.DAY;
import static io.qbank.exposure.counter.CounterDriver.EXAM;
import static io.qbank.exposure.counter.CounterDriver.NOON;
import static io.qbank.exposure.counter.CounterDriver.TENANT;
import static io.qbank.exposure.devkit.Samples.presented;
import static io.qbank.exposure.devkit.Samples.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.schemas.event.QbankEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The unit is an item in a session, once. */
class CountingTest {
    private final CounterDriver counter = CounterDriver.start();

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void eitherKindOfEventIsAnExposure() {
        counter.play(seen("s1", 7, NOON)).play(answered("s2", 7, NOON)).tick();

        assertEquals(2, counter.exposures(7, DAY));
    }

    @Test
    void anItemCountsOnceInASessionWhicheverEventAndHoweverOftenItArrives() {
        counter.play(seen("s1", 7, NOON))
                .play(answered("s1", 7, NOON.plusSeconds(40)))
                .play(seen("s1", 7, NOON))
                .tick()
                .play(answered("s1", 7, NOON.plusSeconds(40)))
                .tick();

        assertEquals(1, counter.exposures(7, DAY));
        assertEquals(1, counter.outcomes(DAY).counted());
        assertEquals(3, counter.outcomes(DAY).duplicate());
        assertEquals(3, counter.count("qbank.events", "outcome", "duplicate"));
    }

    @Test
    void versionsOfAQuestionAreDifferentItems() {
        counter.play(presented(TENANT, EXAM, "s1", 7, 1, NOON))
                .play(presented(TENANT, EXAM, "s1", 7, 2, NOON))
                .tick();

        assertEquals(2, counter.outcomes(DAY).counted());
        assertEquals(1, counter.exposures(7, DAY));
    }

    @Test
    void theSameSessionIdInAnotherExamIsAnotherSession() {
        counter.play(seen("s1", 7, NOON))
                .play(presented(TENANT, "OTHER", "s1", 7, 1, NOON))
                .tick();

        assertEquals(1, counter.exposures(7, DAY));
        assertEquals(1, counter.outcomes(TENANT, "OTHER", DAY).counted());
    }

    @Test
    void whatNoLongerFitsInMemoryIsStillKnown() {
        int sessions = 4_000; // some two megabytes of them
        try (CounterDriver small = CounterDriver.start(Map.of("CACHE_MB", "1"))) {
            for (int round = 0; round < 3; round++)
                for (int session = 0; session < sessions; session++)
                    small.play(seen("s" + session, round == 1 ? 8 : 7, NOON));
            small.tick();

            assertEquals(sessions, small.exposures(7, DAY));
            assertEquals(sessions, small.exposures(8, DAY));
            assertEquals(sessions, small.sessions(DAY).sessions());
            assertEquals(sessions, small.outcomes(DAY).duplicate());
        }
    }

    @Test
    void aSessionOverMidnightCountsOnTheDayOfItsFirstEvent() {
        Instant late = Instant.parse("2026-03-10T23:59:50Z");
        counter.play(seen("s1", 1, late))
                .play(seen("s1", 2, late.plusSeconds(20)))
                .play(seen("s2", 2, late.plusSeconds(30)))
                .tick();

        assertEquals(1, counter.exposures(1, DAY));
        assertEquals(1, counter.exposures(2, DAY));
        assertEquals(1, counter.exposures(2, DAY.plusDays(1)));
        assertEquals(1, counter.sessions(DAY).sessions());
        assertEquals(1, counter.sessions(DAY.plusDays(1)).sessions());
    }

    @Test
    void theFirstCountedEventDecidesTheDayEvenIfAnEarlierOneArrivesLater() {
        Instant afterMidnight = Instant.parse("2026-03-11T00:00:05Z");
        counter.play(seen("s1", 1, afterMidnight))
                .play(seen("s1", 2, afterMidnight.minusSeconds(10)), afterMidnight.plusSeconds(5))
                .tick();

        assertEquals(1, counter.exposures(2, DAY.plusDays(1)));
        assertEquals(0, counter.exposures(2, DAY));
    }

    @Test
    void anEventIsLateWhenItArrivesMoreThanTwoDaysAfterItOccurred() {
        Duration limit = Duration.ofDays(2);
        counter.play(seen("s1", 1, NOON), NOON.plus(limit))
                .play(seen("s1", 2, NOON), NOON.plus(limit).plusMillis(1))
                .tick();

        assertEquals(1, counter.exposures(1, DAY));
        assertEquals(0, counter.exposures(2, DAY));
        assertEquals(1, counter.outcomes(DAY.plusDays(2)).late());
    }

    @Test
    void anEventIsOfTheFutureWhenItOccursMoreThanFiveMinutesAfterItArrives() {
        Duration limit = Duration.ofMinutes(5);
        counter.play(seen("s1", 1, NOON.plus(limit)), NOON)
                .play(seen("s1", 2, NOON.plus(limit).plusMillis(1)), NOON)
                .tick();

        assertEquals(1, counter.exposures(1, DAY));
        assertEquals(0, counter.exposures(2, DAY));
        assertEquals(1, counter.outcomes(DAY).future());
    }

    @Test
    void aLateOrFutureEventDoesNotBeginASession() {
        counter.play(seen("s1", 1, NOON.minus(Duration.ofDays(3))), NOON)
                .play(seen("s1", 2, NOON.plusSeconds(3_600)), NOON)
                .play(seen("s1", 3, NOON), NOON)
                .tick();

        assertEquals(1, counter.sessions(DAY).sessions());
        assertEquals(1, counter.exposures(3, DAY));
    }

    @Test
    void oneEventFrom2099MakesNoOtherLate() {
        Instant far = Instant.parse("2099-01-01T00:00:00Z");
        counter.play(seen("s1", 1, far), far).play(seen("s2", 1, NOON)).tick().sweep();
        counter.play(answered("s2", 1, NOON.plusSeconds(30)))
                .play(seen("s3", 1, NOON))
                .tick();

        assertEquals(2, counter.exposures(1, DAY));
        assertEquals(1, counter.outcomes(DAY).duplicate());
    }

    @Test
    void aReplayOfLastYearCountsOnLastYearsDays() {
        Instant lastYear = NOON.minus(Duration.ofDays(365));
        counter.play(seen("s1", 1, lastYear)).tick().sweep();
        counter.play(answered("s1", 1, lastYear.plusSeconds(60)))
                .play(seen("s2", 1, lastYear.plusSeconds(90)))
                .tick();

        assertEquals(2, counter.exposures(1, DAY.minusDays(365)));
        assertEquals(2, counter.sessions(DAY.minusDays(365)).sessions());
    }

    @Test
    void countsGoOnAfterTheyWerePublished() {
        counter.play(seen("s1", 1, NOON)).tick();
        counter.play(seen("s2", 1, NOON)).tick();
        counter.play(seen("s3", 1, NOON)).tick();

        assertEquals(3, counter.exposures(1, DAY));
        assertEquals(3, counter.sessions(DAY).sessions());
    }

    @Test
    void aSessionHasNoMoreItemsThanAllowed() {
        try (CounterDriver small = CounterDriver.start(java.util.Map.of("MAX_SESSION_ITEMS", "2"))) {
            small.play(seen("s1", 1, NOON))
                    .play(seen("s1", 2, NOON))
                    .play(seen("s1", 3, NOON))
                    .play(answered("s1", 2, NOON))
                    .tick();

            assertEquals(2, small.outcomes(DAY).counted());
            assertEquals(1, small.outcomes(DAY).duplicate());
            assertEquals(java.util.Map.of("too_large", 1L), small.outcomes(DAY).rejected());
        }
    }

    private static QbankEvent seen(String session, long question, Instant at) {
        return presented(TENANT, EXAM, session, question, 1, at);
    }

    private static QbankEvent answered(String session, long question, Instant at) {
        return recorded(TENANT, EXAM, session, question, 1, at);
    }
}
