package io.qbank.exposure.counter.control;

import io.qbank.exposure.counter.drift.ControlHistory;
import io.qbank.exposure.counter.drift.ControlHistory.Change;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Items by exam with the history of their caps, and policies: a view of exposure.items and exposure.policies, which the
 * thread of the global stores writes and stream threads read. Rebuilt from the topics at each start; then a history is as
 * long as the topic still tells it. Thread-safe.
 */
public final class Controls {
    private static final Comparator<Item> IN_ORDER =
            Comparator.comparingLong(Item::questionId).thenComparingInt(Item::version);

    private final Map<String, Known> items = new ConcurrentHashMap<>();
    private final Map<ExamKey, Map<Item, ControlHistory>> exams = new ConcurrentHashMap<>();
    private final Map<String, ExamPolicy> policies = new ConcurrentHashMap<>();

    private record Known(ItemState state, ControlHistory history) {}

    /** Takes what a record of exposure.items says; null where the item is no longer published. */
    public void item(String key, @Nullable ItemState state) {
        Known known = state == null ? items.remove(key) : items.get(key);
        if (state != null) enter(key, state, known);
        if (known != null) leave(known.state(), state == null ? List.of() : state.exams());
    }

    private void enter(String key, ItemState state, @Nullable Known known) {
        ControlHistory before = known == null ? ControlHistory.NONE : known.history();
        Instant from = state.effectiveFrom() == null ? Instant.EPOCH : state.effectiveFrom();
        Known now = new Known(state, before.and(new Change(from, state.cap())));
        items.put(key, now);
        for (String exam : state.exams())
            exams.computeIfAbsent(new ExamKey(state.tenantId(), exam), unknown -> new ConcurrentHashMap<>())
                    .put(new Item(state.questionId(), state.version()), now.history());
    }

    /** Takes what a record of exposure.policies says. */
    public void policy(String key, @Nullable ExamPolicy policy) {
        if (policy == null) policies.remove(key);
        else policies.put(key, policy);
    }

    /** The exam's items in their order, with the history of their caps. A copy. */
    public SortedMap<Item, ControlHistory> items(ExamKey exam) {
        SortedMap<Item, ControlHistory> sorted = new TreeMap<>(IN_ORDER);
        sorted.putAll(exams.getOrDefault(exam, Map.of()));
        return sorted;
    }

    /** The exam's policy, if it has one. */
    public Optional<ExamPolicy> policy(ExamKey exam) {
        return Optional.ofNullable(policies.get(exam.text()));
    }

    /** Takes it out of the exams that it is not in any more, and never for a moment out of one that it stays in. */
    private void leave(ItemState state, List<String> stays) {
        for (String exam : state.exams())
            if (!stays.contains(exam))
                exams.getOrDefault(new ExamKey(state.tenantId(), exam), Map.of())
                        .remove(new Item(state.questionId(), state.version()));
    }
}
