package io.qbank.exposure.counter.stream;

import java.time.Clock;

/**
 * How far a task has come: the latest timestamp of its records, and never ahead of the clock. A replay of last year's events
 * therefore forgets sessions at the pace at which they happened; and one record from 2099 forgets nothing. One thread.
 */
final class TaskTime {
    private final Clock clock;
    private long reached = Long.MIN_VALUE;

    TaskTime(Clock clock) {
        this.clock = clock;
    }

    /**
     * Notes a record.
     *
     * @return its timestamp, or the clock's time if it is further ahead of that than clocks differ
     */
    long observe(long timestamp) {
        if (timestamp <= reached) return timestamp;
        long now = clock.millis();
        if (timestamp > now + CountingRules.FUTURE_MS) return now;
        reached = Math.max(reached, Math.min(timestamp, now));
        return timestamp;
    }

    /** Whether a record has been seen since the task began. */
    boolean known() {
        return reached != Long.MIN_VALUE;
    }

    /** The time the task has reached. */
    long reached() {
        return reached;
    }
}
