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
    /**
     * After n rows a task publishes nothing for n / 20,000 s, rounded down to whole flushes: below 5,000 rows it does not rest
     * at all. A counter that catches up changes nearly every row of an exam at each flush, and would spend a quarter of its
     * time telling numbers that are replaced at once.
     */
    private static final int ROWS_PER_SECOND = 20_000;

    private static final long LONGEST_REST_MS = 1_000;

    /** How often totals are published: differences leave at a tick, and half a tick later they have arrived. */
    Duration publishInterval() {
        return flushInterval.dividedBy(2);
    }

    /** How many times nothing is published after so many rows: in each flush there are two times. */
    int ticksToRest(int rows) {
        long rest = Math.min(LONGEST_REST_MS, rows * 1_000L / ROWS_PER_SECOND);
        return 2 * (int) (rest / flushInterval.toMillis());
    }
}
