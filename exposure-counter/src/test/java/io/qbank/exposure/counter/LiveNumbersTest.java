package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.EXAM;
import static io.qbank.exposure.counter.CounterDriver.NOON;
import static io.qbank.exposure.counter.CounterDriver.TENANT;
import static io.qbank.exposure.devkit.Samples.presented;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.qbank.exposure.schemas.item.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of today's exposure. */
class LiveNumbersTest {
    private final CounterDriver counter = CounterDriver.start(Map.of("EXPOSURE_ITEM_SERIES", "2"));

    @AfterEach
    void close() {
        counter.close();
    }

    @Test
    void anItemIsShownWithItsRateExposuresCapAndK() {
        counter.item(7, item(7, 5L, 0.4, 0.2)).item(8, item(8, 5L, 1, 0.2));
        seen("s1", 7);
        seen("s1", 8);
        for (int s = 2; s <= 4; s++) seen("s" + s, 8);

        counter.tick().scrape();

        assertEquals(0.25, counter.gauge("qbank.exposure.rate", "question_id", "7", "version", "1", "topic", "5"));
        assertEquals(1, counter.gauge("qbank.exposure.exposures", "question_id", "7"));
        assertEquals(0.2, counter.gauge("qbank.exposure.cap", "question_id", "7"));
        assertEquals(0.4, counter.gauge("qbank.exposure.k", "question_id", "7"));
        assertEquals(4, counter.gauge("qbank.exposure.sessions", "tenant", TENANT, "exam", EXAM));
        assertEquals(2, counter.gauge("qbank.exposure.items", "exam", EXAM));
    }

    @Test
    void onlyTheLargestSharesOfTheCapHaveSeriesAndTheLimitIsShown() {
        counter.item(1, item(1, 5L, 1, 0.9)).item(2, item(2, 5L, 1, 0.1)).item(3, item(3, 5L, 1, 0.2));
        for (int s = 0; s < 10; s++) seen("s" + s, 1);
        for (int s = 0; s < 3; s++) seen("s" + s, 2);
        for (int s = 0; s < 3; s++) seen("s" + s, 3);

        counter.tick().scrape();

        assertEquals(2, counter.gauge("qbank.exposure.item.series.limit"));
        assertEquals(2, counter.series("qbank.exposure.rate"));
        assertNotNull(counter.gauge("qbank.exposure.rate", "question_id", "2"));
        assertNotNull(counter.gauge("qbank.exposure.rate", "question_id", "3"));
        assertEquals(3, counter.gauge("qbank.exposure.items", "exam", EXAM));
    }

    @Test
    void anItemThatIsNoLongerAmongTheWorstLosesItsSeries() {
        seen("s1", 1);
        seen("s1", 2);
        counter.tick().scrape();

        for (int s = 2; s < 5; s++) {
            seen("s" + s, 3);
            seen("s" + s, 2);
        }
        counter.tick().scrape();

        assertNull(counter.gauge("qbank.exposure.rate", "question_id", "1"));
        assertEquals(1.0, counter.gauge("qbank.exposure.rate", "question_id", "2"));
        assertEquals(0.75, counter.gauge("qbank.exposure.rate", "question_id", "3"));
    }

    @Test
    void anItemTheBankDoesNotKnowIsShownAsUnknownAndComparedWithACapOfOne() {
        seen("s1", 7);

        counter.tick().scrape();

        assertEquals(1, counter.gauge("qbank.exposure.rate", "question_id", "7", "topic", "unknown"));
        assertNull(counter.gauge("qbank.exposure.k", "question_id", "7"));
        assertNull(counter.gauge("qbank.exposure.cap", "question_id", "7"));
        assertEquals(1, counter.gauge("qbank.exposure.topic.rate.max", "topic", "unknown"));
    }

    @Test
    void aTopicsMeanIsOverAllItsItemsAlsoThoseThatNobodySaw() {
        for (long q = 1; q <= 4; q++) counter.item(q, item(q, 5L, 1, 0.2));
        counter.item(9, item(9, null, 1, 0.2));
        seen("s1", 1);
        seen("s2", 2);

        counter.tick().scrape();

        assertEquals(0.25, counter.gauge("qbank.exposure.topic.rate.mean", "topic", "5"));
        assertEquals(0.5, counter.gauge("qbank.exposure.topic.rate.max", "topic", "5"));
        assertEquals(0, counter.gauge("qbank.exposure.topic.rate.mean", "topic", "none"));
    }

    @Test
    void aNewControlIsShownThoughTheItemIsNotShownAgain() {
        counter.item(7, item(7, 5L, 1, 0.2));
        seen("s1", 7);
        counter.tick().scrape();

        counter.item(7, item(7, 5L, 0.3, 0.1)).scrape();

        assertEquals(0.3, counter.gauge("qbank.exposure.k", "question_id", "7"));
        assertEquals(0.1, counter.gauge("qbank.exposure.cap", "question_id", "7"));
    }

    @Test
    void atMidnightADayBeginsThatHasSeenNothing() {
        seen("s1", 7);
        counter.tick().scrape();

        counter.clock.advance(Duration.ofHours(13));
        counter.scrape();

        assertEquals(0, counter.series("qbank.exposure.rate"));
        assertEquals(0, counter.series("qbank.exposure.sessions"));
        assertEquals(0, counter.series("qbank.exposure.topic.rate.mean"));
    }

    @Test
    void whatIsCountedForTomorrowAMomentAheadIsShownTomorrow() {
        Instant nearMidnight = NOON.plus(Duration.ofHours(12)).minusSeconds(60);
        counter.clock.set(nearMidnight);
        counter.play(presented(TENANT, EXAM, "s1", 7, 1, nearMidnight.plusSeconds(120)), nearMidnight);
        counter.tick().scrape();
        int today = counter.series("qbank.exposure.rate");

        counter.clock.advance(Duration.ofMinutes(2));
        counter.scrape();

        assertEquals(0, today);
        assertEquals(1, counter.gauge("qbank.exposure.rate", "question_id", "7"));
    }

    @Test
    void theDaysOfAReplayAreNotShown() {
        counter.play(presented(TENANT, EXAM, "s1", 7, 1, NOON.minus(Duration.ofDays(1))));

        counter.tick().scrape();

        assertEquals(0, counter.series("qbank.exposure.rate"));
    }

    private void seen(String session, long question) {
        counter.play(presented(TENANT, EXAM, session, question, 1, NOON));
    }

    private static ItemState item(long question, Long topic, double k, Double cap) {
        return new ItemState(
                TENANT, question, 1, List.of(EXAM), topic, 1, 0, 0.2, k, cap, "block", false, null, null, 1);
    }
}
