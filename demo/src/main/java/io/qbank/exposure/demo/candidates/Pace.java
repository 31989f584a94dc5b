package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.devkit.DevClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Holds the player back until an event may go. */
@FunctionalInterface
public interface Pace {
    /** Waits until the event that is due then may be sent. */
    void await(Instant due) throws InterruptedException;

    /** As fast as it goes. */
    static Pace unlimited() {
        return due -> {};
    }

    /** When the clock shows it. */
    static Pace by(DevClock clock) {
        return due -> {
            for (Duration left = clock.until(due); left.toMillis() > 0; left = clock.until(due))
                TimeUnit.NANOSECONDS.sleep(left.toNanos());
        };
    }

    /** So many events a second of the world, from now on. */
    static Pace rate(double eventsPerSecond) {
        long start = System.nanoTime();
        long[] sent = new long[1];
        return due -> {
            long ahead = (long) (sent[0]++ / eventsPerSecond * 1e9) - (System.nanoTime() - start);
            if (ahead > TimeUnit.MILLISECONDS.toNanos(1)) TimeUnit.NANOSECONDS.sleep(ahead);
        };
    }
}
