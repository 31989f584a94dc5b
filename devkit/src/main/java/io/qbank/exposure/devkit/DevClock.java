package io.qbank.exposure.devkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * A clock that starts where it is told and runs faster than the world, so that days pass in seconds. It never goes back.
 * Thread-safe.
 */
public final class DevClock extends Clock {
    private final LongSupplier nanos;
    private Instant origin;
    private long originNanos;
    private double factor;
    private Instant stop = Instant.MAX;

    private DevClock(Instant start, double factor, LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = start;
        this.originNanos = nanos.getAsLong();
        this.factor = checked(factor);
    }

    /**
     * Starts running now.
     *
     * @param start what it shows first
     * @param factor its seconds a second of the world, in (0, 10⁶]
     */
    public static DevClock startingAt(Instant start, double factor) {
        return startingAt(start, factor, System::nanoTime);
    }

    static DevClock startingAt(Instant start, double factor, LongSupplier nanos) {
        return new DevClock(start, factor, nanos);
    }

    @Override
    public synchronized Instant instant() {
        Instant running = origin.plusNanos(Math.round((nanos.getAsLong() - originNanos) * factor));
        return running.isAfter(stop) ? stop : running;
    }

    /** From now on it runs at another factor. */
    public synchronized void speed(double other) {
        runTo(Instant.MAX, other);
    }

    /** From now on it runs at another factor, and stands when it shows a moment, until it is told otherwise. */
    public synchronized void runTo(Instant moment, double other) {
        settleAt(instant());
        factor = checked(other);
        stop = moment;
    }

    /**
     * Goes on from a later moment, at the same factor and without a stop.
     *
     * @throws IllegalArgumentException if that moment is past
     */
    public synchronized void jumpTo(Instant later) {
        Instant now = instant();
        if (later.isBefore(now)) throw new IllegalArgumentException("the clock shows " + now + ", later was " + later);
        settleAt(later);
        stop = Instant.MAX;
    }

    /** How long the world takes until this clock shows a moment, if it does not stop before; zero if it is past. */
    public synchronized Duration until(Instant moment) {
        Duration distance = Duration.between(instant(), moment);
        return distance.isNegative() ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(distance.toNanos() / factor));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ZonedView(this, zone);
    }

    private void settleAt(Instant moment) {
        origin = moment;
        originNanos = nanos.getAsLong();
    }

    private static double checked(double factor) {
        if (!(factor > 0 && factor <= 1e6))
            throw new IllegalArgumentException("factor must be in (0, 1000000], was " + factor);
        return factor;
    }
}
