package io.qbank.exposure.counter.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When an item's k or cap changed, as far as is known. A change counts for the test from the next UTC midnight, and the day of
 * the change belongs to neither epoch: half of its sessions saw the old k. So a whole day has one cap, whenever it is asked
 * for, and a replay tests what was tested. Immutable.
 */
public final class ControlHistory {
    /** Nothing is known. */
    public static final ControlHistory NONE = new ControlHistory(List.of());
    /** Changes kept of an item: more than counts are kept for, if it changes daily. */
    static final int MOST = 64;

    private final List<Change> changes;

    private ControlHistory(List<Change> changes) {
        this.changes = changes;
    }

    /**
     * One change.
     *
     * @param from since when k and cap are what they are
     * @param cap from then on; null where there is none, and nothing to test
     */
    public record Change(Instant from, @Nullable Double cap) {
        private int day() {
            return Math.toIntExact(LocalDate.ofInstant(from, ZoneOffset.UTC).toEpochDay());
        }
    }

    /** The history with one more change; changes that it puts in doubt, of the same moment or later, are dropped. */
    public ControlHistory and(Change change) {
        List<Change> earlier = changes.stream()
                .filter(known -> known.from().isBefore(change.from()))
                .toList();
        long surplus = Math.max(0, earlier.size() + 1 - MOST);
        return new ControlHistory(
                Stream.concat(earlier.stream().skip(surplus), Stream.of(change)).toList());
    }

    /**
     * The change that holds for a whole UTC day.
     *
     * @param day days since 1970
     * @return empty where something changed on that day, or nothing is known of it
     */
    public Optional<Change> on(int day) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            int from = changes.get(i).day();
            if (from < day) return Optional.of(changes.get(i));
            if (from == day) return Optional.empty();
        }
        return Optional.empty();
    }

    /** The latest change at or before a moment. */
    public Optional<Change> at(Instant moment) {
        for (int i = changes.size() - 1; i >= 0; i--)
            if (!changes.get(i).from().isAfter(moment)) return Optional.of(changes.get(i));
        return Optional.empty();
    }

    @Override
    public String toString() {
        return changes.toString();
    }
}
