package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.DAY;
import static io.qbank.exposure.counter.CounterDriver.EXAM;
import static io.qbank.exposure.counter.CounterDriver.NOON;
import static io.qbank.exposure.counter.CounterDriver.TENANT;
import static io.qbank.exposure.devkit.Samples.presented;
import static io.qbank.exposure.devkit.Samples.recorded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.event.QbankEvent.ResponseRecorded;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers see, and what is forgotten. */
class PublishingTest {
    private final CounterDriver counter = CounterDriver.start();

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void aRowCarriesTheKAndCapOfItsTime() {
        counter.item(7, item(0.4, 0.2)).play(seen("s1", 7)).tick();
        var before = counter.daily(7, DAY);

        counter.item(7, item(0.3, null)).play(seen("s2", 7)).tick();
        var after = counter.daily(7, DAY);

        assertEquals(0.4, before.k());
        assertEquals(0.2, before.cap());
        assertEquals(0.3, after.k());
        assertNull(after.cap());
    }

    @Test
    void anItemThatIsNotKnownOrNoMoreIsCountedAllTheSame() {
        counter.item(8, item(0.4, 0.2))
                .item(8, null)
                .play(seen("s1", 7))
                .play(seen("s1", 8))
                .tick();

        assertEquals(1, counter.exposures(7, DAY));
        assertNull(counter.daily(7, DAY).k());
        assertEquals(1, counter.exposures(8, DAY));
        assertNull(counter.daily(8, DAY).k());
    }

    @Test
    void manyEventsOfOneTickAreOneRow() {
        for (int s = 0; s < 50; s++) counter.play(seen("s" + s, 7));
        counter.tick();

        assertEquals(1, counter.written(Topics.DAILY).size());
    }

    @Test
    void afterVeryManyRowsATaskRestsAndThenTellsTheLatest() {
        for (int item = 1; item <= 6_000; item++) counter.play(seen("s" + item % 5, item));
        counter.tick();
        counter.play(seen("s9", 7)).tick();
        long resting = counter.exposures(7, DAY);

        counter.tick();

        assertEquals(1, resting);
        assertEquals(2, counter.exposures(7, DAY));
    }

    @Test
    void rowsCarryTheClocksTime() {
        Instant lastYear = NOON.minus(Duration.ofDays(365));
        counter.play(presented(TENANT, EXAM, "s1", 7, 1, lastYear)).tick();

        List<TestRecord<String, ?>> rows = Stream.<TestRecord<String, ?>>concat(
                        counter.written(Topics.DAILY).stream(), counter.written(Topics.OUTCOMES).stream())
                .toList();

        assertEquals(2, rows.size());
        rows.forEach(row -> assertEquals(NOON, row.getRecordTime()));
    }

    @Test
    void aSessionsLatestAbilityIsInTheHistogramOnce() {
        counter.play(answered("s1", 1, -0.1, NOON))
                .play(answered("s1", 2, 1.1, NOON.plusSeconds(60)))
                .play(answered("s1", 1, -0.1, NOON))
                .play(answered("s2", 1, -9, NOON))
                .play(seen("s3", 1))
                .tick();

        var histogram = counter.sessions(DAY).theta();

        assertEquals(3, counter.sessions(DAY).sessions());
        assertEquals(1, histogram.counts().get(20));
        assertEquals(1, histogram.counts().get(0));
        assertEquals(2, histogram.counts().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void anAbilityThatComesWithTheAnswerCountsThoughTheItemWasSeenBefore() {
        counter.play(seen("s1", 1))
                .play(answered("s1", 1, 2.0, NOON.plusSeconds(30)))
                .tick();

        assertEquals(1, counter.sessions(DAY).theta().counts().get(24));
    }

    @Test
    void withoutAbilitiesThereIsNoHistogram() {
        counter.play(seen("s1", 1)).tick();

        assertNull(counter.sessions(DAY).theta());
    }

    @Test
    void duplicatesAreKnownFor72HoursAfterTheSessionsLastEvent() {
        Instant second = NOON.plus(Duration.ofHours(70));
        Instant third = second.plus(Duration.ofDays(3));
        counter.clock.set(NOON.plus(Duration.ofDays(30)));
        counter.play(seen("s1", 1), NOON)
                .play(recorded(TENANT, EXAM, "s1", 1, 1, second), second)
                .play(recorded(TENANT, EXAM, "s1", 1, 1, third), third)
                .tick();

        assertEquals(1, counter.exposures(1, DAY));
        assertEquals(1, counter.outcomes(DAY.plusDays(6)).duplicate());
    }

    @Test
    void afterThatTheSameIdIsANewSession() {
        Instant later = NOON.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(11));
        counter.clock.set(later);
        counter.play(seen("s1", 1), NOON)
                .play(recorded(TENANT, EXAM, "s1", 1, 1, later), later)
                .tick();

        assertEquals(1, counter.exposures(1, DAY));
        assertEquals(1, counter.exposures(1, DAY.plusDays(3)));
    }

    @Test
    void sessionsAreSweptWhenTheTimeOfTheTaskHasPassedThem() {
        counter.clock.set(NOON.plus(Duration.ofDays(30)));
        counter.play(seen("s1", 1), NOON).play(seen("s2", 1), NOON).tick().sweep();
        assertEquals(2, counter.storedSessions());

        Instant later = NOON.plus(Duration.ofHours(74));
        counter.play(presented(TENANT, EXAM, "s3", 1, 1, later), later).sweep();

        assertEquals(1, counter.storedSessions());
        assertEquals(2, counter.count("qbank.swept", "what", "session"));
    }

    @Test
    void totalsAreSweptFortyDaysAfterTheyLastChanged() {
        counter.play(seen("s1", 1)).tick();
        counter.clock.advance(Duration.ofDays(30));
        counter.play(seen("s2", 1), NOON).tick().sweep();
        assertEquals(2, counter.exposures(1, DAY));

        counter.clock.advance(Duration.ofDays(41));
        counter.sweep().play(seen("s3", 1), NOON).tick();

        assertEquals(1, counter.exposures(1, DAY));
    }

    private static QbankEvent seen(String session, long question) {
        return presented(TENANT, EXAM, session, question, 1, NOON);
    }

    private static QbankEvent answered(String session, long question, double theta, Instant at) {
        return new ResponseRecorded("e", TENANT, EXAM, session, question, 1, at, null, true, theta);
    }

    private static ItemState item(double k, Double cap) {
        return new ItemState(TENANT, 7, 1, List.of(EXAM), 1L, 1, 0, 0.2, k, cap, "block", false, null, null, 1);
    }
}
