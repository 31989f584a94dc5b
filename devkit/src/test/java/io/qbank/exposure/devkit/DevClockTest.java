package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DevClockTest {
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private final AtomicLong nanos = new AtomicLong(42);
    private final DevClock clock = DevClock.startingAt(START, 3600, nanos::get);

    @Test
    void runsFasterThanTheWorldByItsFactor() {
        worldGoesOn(2);

        Instant shown = clock.instant();

        assertEquals(START.plus(Duration.ofHours(2)), shown);
    }

    @Test
    void keepsWhatItShowedWhenItsSpeedChanges() {
        worldGoesOn(1);

        clock.speed(1);
        worldGoesOn(5);

        assertEquals(START.plus(Duration.ofHours(1)).plusSeconds(5), clock.instant());
    }

    @Test
    void jumpsForwardAndGoesOnFromThere() {
        Instant nextDay = START.plus(Duration.ofDays(1));

        clock.jumpTo(nextDay);
        worldGoesOn(1);

        assertEquals(nextDay.plus(Duration.ofHours(1)), clock.instant());
    }

    @Test
    void standsWhereItShallStopUntilToldOtherwise() {
        Instant stop = START.plus(Duration.ofMinutes(90));
        clock.runTo(stop, 3600);
        worldGoesOn(10);

        Instant shown = clock.instant();
        clock.speed(1);
        worldGoesOn(5);

        assertEquals(stop, shown);
        assertEquals(stop.plusSeconds(5), clock.instant());
    }

    @Test
    void refusesToGoBack() {
        worldGoesOn(1);

        assertThrows(IllegalArgumentException.class, () -> clock.jumpTo(START));
    }

    @Test
    void tellsHowLongTheWorldTakes() {
        worldGoesOn(1);

        assertEquals(Duration.ofSeconds(23), clock.until(START.plus(Duration.ofDays(1))));
        assertEquals(Duration.ZERO, clock.until(START));
    }

    @Test
    void aZonedViewShowsTheSameTime() {
        worldGoesOn(7);

        assertEquals(clock.instant(), clock.withZone(ZoneId.of("Asia/Tokyo")).instant());
    }

    private void worldGoesOn(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
