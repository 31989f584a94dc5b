package io.qbank.exposure.counter.stream;

import java.time.Instant;

/**
 * Tells whether everything that had arrived by a moment is in the totals. A day is judged only then: neither the clock nor
 * the timestamps of events can tell it while an application catches up or replays.
 */
@FunctionalInterface
public interface Completeness {
    /**
     * Whether all events that lay on the topic at this moment, or at a later one, have been counted. Does not wait; asking is
     * what makes it find out.
     */
    boolean reached(Instant moment);
}
