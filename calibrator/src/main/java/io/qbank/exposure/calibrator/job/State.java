package io.qbank.exposure.calibrator.job;

import java.util.Locale;

/** Where a run stands. Rows are queued, running or in one of the last four, which are terminal. */
public enum State {
    QUEUED,
    RUNNING,
    ITERATION,
    VERIFYING,
    DONE,
    EMPTY,
    FAILED,
    CANCELLED;

    /** Whether nothing follows. */
    public boolean terminal() {
        return compareTo(DONE) >= 0;
    }

    /** As rows and metrics have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if there is no such state
     */
    public static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
