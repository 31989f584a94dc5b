package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When everything that had arrived by a moment is in the totals. */
class CaughtUpTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final TopicPartition EVENTS = new TopicPartition("events", 0);
    private static final TopicPartition QUIET = new TopicPartition("events", 1);
    private static final TopicPartition TOTALS = new TopicPartition("totals", 0);

    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(EVENTS, 10L, QUIET, 0L, TOTALS, 0L));
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final ManualClock clock = ManualClock.at(NOON);
    private long nanos = 5;
    private int looks;
    private final CaughtUp caughtUp = new CaughtUp(new Scripted(), Duration.ofMillis(250), clock, () -> nanos);

    @Test
    void itIsReachedOnceEventsAndThenDifferencesAreCommitted() throws Exception {
        caughtUp.reached(NOON);
        work();
        boolean beforeEvents = caughtUp.reached(NOON);
        committed.put(EVENTS, 10L);
        work();
        ends.put(TOTALS, 3L); // sent on by the flush
        pause();
        work();
        boolean beforeTotals = caughtUp.reached(NOON);
        committed.put(TOTALS, 3L);
        work();

        assertFalse(beforeEvents);
        assertFalse(beforeTotals);
        assertTrue(caughtUp.reached(NOON));
    }

    @Test
    void whatArrivesAfterTheLookIsNotWaitedFor() throws Exception {
        caughtUp.reached(NOON);
        work();
        ends.put(EVENTS, 1_000L);
        committed.put(EVENTS, 10L);
        work();
        pause();
        work();

        assertTrue(caughtUp.reached(NOON));
    }

    @Test
    void aMomentAfterTheLookIsReachedByAnotherLookOnly() throws Exception {
        committed.put(EVENTS, 10L);
        caughtUp.reached(NOON);
        work();
        pause();
        work();
        clock.advance(Duration.ofHours(1));

        assertFalse(caughtUp.reached(NOON.plusSeconds(1)));
        work();
        pause();
        work();
        assertTrue(caughtUp.reached(NOON.plusSeconds(1)));
    }

    @Test
    void whereNobodyAsksNobodyLooks() throws Exception {
        work();

        assertEquals(0, looks);
    }

    private void work() throws InterruptedException {
        for (int step = 0; step < 10; step++) caughtUp.doWork();
    }

    private void pause() {
        nanos += Duration.ofSeconds(2).toNanos();
    }

    private final class Scripted implements CaughtUp.Offsets {
        @Override
        public int topics() {
            return 2;
        }

        @Override
        public Map<TopicPartition, Long> ends(int topic) {
            looks++;
            Map<TopicPartition, Long> now = new HashMap<>(ends);
            now.keySet().retainAll(topic == 0 ? List.of(EVENTS, QUIET) : List.of(TOTALS));
            return now;
        }

        @Override
        public Map<TopicPartition, Long> committed() {
            return Map.copyOf(committed);
        }

        @Override
        public void close() {}
    }
}
