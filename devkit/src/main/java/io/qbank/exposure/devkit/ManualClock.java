package io.qbank.exposure.devkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved, also backwards. Thread-safe. */
public final class ManualClock extends Clock {
    private Instant now;

    private ManualClock(Instant start) {
        now = start;
    }

    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /** Reads an instant such as 2026-11-02T09:30:00Z. */
    public static ManualClock at(String start) {
        return at(Instant.parse(start));
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant moment) {
        now = moment;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ZonedView(this, zone);
    }
}
