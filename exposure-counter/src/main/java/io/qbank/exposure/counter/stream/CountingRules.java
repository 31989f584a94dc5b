package io.qbank.exposure.counter.stream;

import java.time.Duration;

/**
 * The limits of counting.
 *
 * @param flushInterval how long counts wait to be sent on, in real time
 * @param sessionItems most items of one session
 */
public record CountingRules(Duration flushInterval, int sessionItems) {
    /** A record that arrives later than this after its event is late. */
    static final long LATE_MS = Duration.ofDays(2).toMillis();
    /** An event that is further than this ahead of its record is of the future. */
    static final long FUTURE_MS = Duration.ofMinutes(5).toMillis();
    /** A session is remembered for this long after its last event. */
    static final long REMEMBERED_MS = Duration.ofDays(3).toMillis();
    /** The sweeper waits for this much longer, for records that arrive out of order. */
    static final long SWEEP_AFTER_MS = REMEMBERED_MS + Duration.ofHours(1).toMillis();
    /** Totals that have not changed for so many days by the clock are swept; their topic keeps them for 35. */
    static final int TOTALS_DAYS = 40;
    /** How often the sweeper takes a slice, in real time, and how many entries that is: two milliseconds of work. */
    static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

    static final int SWEEP_ENTRIES = 2_000;
    /** An exam with more pending cells than this is sent on at once, so that memory and records stay small. */
    static final int FLUSH_CELLS = 50_000;
}
