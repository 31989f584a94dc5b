package io.qbank.exposure.counter.drift;

import io.qbank.exposure.counter.drift.ControlHistory.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * The evidence on one item, day by day within its epoch. Immutable.
 *
 * @param epoch since when k and cap are what they are
 * @param process over the days with sessions since then
 * @param exposures over the same days
 * @param sessions over the same days
 */
public record ItemEvidence(Instant epoch, EProcess process, long exposures, long sessions) {
    /** Nothing tested yet. */
    public static final ItemEvidence NONE = new ItemEvidence(Instant.MIN, EProcess.start(), 0, 0);

    /**
     * One more closed day, in the order of days. A day without sessions tells nothing and is not to be given. A day on which k
     * or cap changed is left out, and so is one without a cap.
     *
     * @param day days since 1970
     * @param exposures sessions of the day that had the item
     * @param sessions sessions of the day, at least 1
     * @param history of the item's k and cap
     * @param delta relative excess over the cap that is no drift, [0, 1]
     */
    public ItemEvidence afterDay(int day, long exposures, long sessions, ControlHistory history, double delta) {
        Optional<Change> change = history.on(day);
        if (change.isEmpty()) return this;
        Instant from = change.get().from();
        ItemEvidence before = from.equals(epoch) ? this : new ItemEvidence(from, EProcess.start(), 0, 0);
        Double cap = change.get().cap();
        if (cap == null) return before;
        return new ItemEvidence(
                from,
                before.process.afterDay(Math.min(exposures, sessions), sessions, cap * (1 + delta)),
                before.exposures + exposures,
                before.sessions + sessions);
    }

    /** Whether it stands on at least one day of the epoch that began then. */
    public boolean of(Instant began) {
        return began.equals(epoch) && process.days() > 0;
    }

    /** Exposure rate over the days tested, in [0, 1]. */
    public double observed() {
        return sessions == 0 ? 0 : Math.min(1, (double) exposures / sessions);
    }
}
