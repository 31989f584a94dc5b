package io.qbank.exposure.counter.tally;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one exam has counted since somebody last took it away, day by day. Differences, not totals: they may be negative where
 * a session's ability moves from one bin to another. Mutable, one thread.
 */
public final class Tally {
    private final Map<Integer, Day> days = new TreeMap<>();
    private int cells;
    private int latest;
    private @Nullable Day ofLatest;

    /** How many items and days it holds: what it costs to keep and to send. */
    public int cells() {
        return cells;
    }

    /** Days since 1970, in order, with what they counted. */
    public Map<Integer, Day> days() {
        return days;
    }

    /** The tally of one UTC day, empty at first. */
    public Day on(int day) {
        if (ofLatest != null && day == latest) return ofLatest;
        Day tally = days.get(day);
        if (tally == null) {
            tally = new Day();
            days.put(day, tally);
            cells++;
        }
        latest = day;
        ofLatest = tally;
        return tally;
    }

    /** One UTC day. */
    public final class Day {
        private final ItemCounts items = new ItemCounts();
        private final long[] sessions = new long[1 + ThetaBins.COUNT];
        private final long[] outcomes = new long[Outcome.CODES];

        private Day() {}

        /** Sessions by item: exposures. The caller must not change them. */
        public ItemCounts items() {
            return items;
        }

        /** Sessions, then the bins of their abilities from low to high. The caller must not change them. */
        public long[] sessions() {
            return sessions;
        }

        /** Records by {@link Outcome#code()}. The caller must not change them. */
        public long[] outcomes() {
            return outcomes;
        }

        /** Exposures of an item. */
        public void item(long question, int version, long difference) {
            if (items.add(question, version, difference)) cells++;
        }

        /** Sessions, or for slot 1 and up those whose latest ability is in bin slot - 1. */
        public void session(int slot, long difference) {
            sessions[slot] += difference;
        }

        /** Records by outcome code. */
        public void outcome(int code, long difference) {
            outcomes[code] += difference;
        }
    }
}
