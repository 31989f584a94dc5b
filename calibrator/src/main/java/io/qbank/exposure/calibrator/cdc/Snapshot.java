package io.qbank.exposure.calibrator.cdc;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions a read saw, as PostgreSQL's {@code txid_current_snapshot()} tells it. Immutable.
 *
 * @param xmin all below are over
 * @param xmax all from here on had not ended
 * @param running those between that had not ended either
 */
record Snapshot(long xmin, long xmax, Set<Long> running) {
    private static final long EPOCH = 1L << 32;

    /**
     * Reads {@code xmin:xmax:running,…}.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) throw new IllegalArgumentException("a snapshot is xmin:xmax:list, was \"" + text + '"');
        Set<Long> running = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether the read saw what all of these did; identifiers as the log has them, 32 bits without their epoch. */
    boolean sees(Set<Long> transactions) {
        return transactions.stream().map(this::withEpoch).allMatch(id -> id < xmax && !running.contains(id));
    }

    /** The identifier nearest to xmax that has these 32 bits: the log is never two billion transactions behind. */
    private long withEpoch(long transaction) {
        long near = (xmax & -EPOCH) | transaction;
        if (near - xmax > EPOCH / 2) return near - EPOCH;
        return xmax - near > EPOCH / 2 ? near + EPOCH : near;
    }
}
