package io.qbank.exposure.counter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskTimeTest {
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final TaskTime time = new TaskTime(clock);
    private final long now = clock.millis();

    @Test
    void isUnknownUntilTheFirstRecord() {
        assertFalse(time.known());

        time.observe(now - 1_000);

        assertTrue(time.known());
        assertEquals(now - 1_000, time.reached());
    }

    @Test
    void goesOnWithRecordsAndNotBack() {
        time.observe(now - 2_000);
        assertEquals(now - 5_000, time.observe(now - 5_000));
        assertEquals(now - 2_000, time.reached());

        time.observe(now - 1_000);
        assertEquals(now - 1_000, time.reached());
    }

    @Test
    void isNeverAheadOfTheClock() {
        long ahead = now + Duration.ofMinutes(5).toMillis();

        assertEquals(ahead, time.observe(ahead), "as far as clocks may differ");
        assertEquals(now, time.reached());
    }

    @Test
    void aRecordFromTheFutureMovesNothing() {
        time.observe(now - 1_000);

        assertEquals(now, time.observe(now + Duration.ofMinutes(5).toMillis() + 1));
        assertEquals(now - 1_000, time.reached());
    }
}
