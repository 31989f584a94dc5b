package io.qbank.exposure.calibrator.job;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides, run by run in the order of their turn, which may begin. A run that has to wait keeps its items from those after it:
 * else two exams that take turns on half of its items could make it wait for ever.
 */
public final class Turn {
    private final Map<ItemKey, String> held;
    private final Set<ItemKey> wanted = new HashSet<>();

    /**
     * Begins a round.
     *
     * @param held items of running runs, and the job that holds each
     */
    public Turn(Map<ItemKey, String> held) {
        this.held = held;
    }

    /** Whether the run may begin; asked once a run, in the order of their turn. */
    public boolean comes(String jobId, Set<ItemKey> items) {
        boolean free =
                items.stream().allMatch(item -> held.getOrDefault(item, jobId).equals(jobId));
        if (free && Collections.disjoint(wanted, items)) return true;
        wanted.addAll(items);
        return false;
    }
}
