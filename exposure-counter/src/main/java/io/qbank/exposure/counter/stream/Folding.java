package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.control.Controls;
import io.qbank.exposure.counter.drift.ControlHistory;
import io.qbank.exposure.counter.drift.ControlHistory.Change;
import io.qbank.exposure.counter.drift.ExamDrift;
import io.qbank.exposure.counter.drift.ItemDrift;
import io.qbank.exposure.counter.drift.ItemEvidence;
import io.qbank.exposure.counter.drift.Tested;
import io.qbank.exposure.counter.store.DriftItemStore;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Carries the evidence on all items of one exam through its days. What it costs grows with the items and the few days of the
 * window, not with events and not with the age of the epoch. One thread.
 */
final class Folding {
    private final ExamKey exam;
    private final DayCounts counts;
    private final DriftItemStore stored;
    private final SortedMap<Item, ControlHistory> items;

    Folding(ExamKey exam, DayCounts counts, DriftItemStore stored, Controls controls) {
        this.exam = exam;
        this.counts = counts;
        this.stored = stored;
        this.items = controls.items(exam);
    }

    /** Since when the exam's k and caps are what they are at a moment; the calibrator asks its table the same. */
    Instant epoch(Instant at) {
        return items.values().stream()
                .flatMap(history -> history.at(at).stream())
                .map(Change::from)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    /** Stores the evidence with days that follow on the settled ones and will not change any more. */
    void settle(ExamDrift state, SortedMap<Integer, Double> deltas) {
        List<Day> days = days(deltas);
        items.forEach((item, history) -> {
            DriftItemStore.Key key = new DriftItemStore.Key(exam, item);
            ItemDrift before = stored.of(key);
            ItemEvidence settled = through(days, before.settled(), item, history);
            stored.put(key, new ItemDrift(settled, before.alertedIn(), state.closedThrough()));
        });
        state.forget(deltas);
    }

    /**
     * All items with a cap, after some days that follow on the settled ones.
     *
     * @param deltas relative excess that is no drift, by day
     * @param at the moment whose caps and epochs hold
     */
    List<Tested> tested(SortedMap<Integer, Double> deltas, Instant at) {
        List<Day> days = days(deltas);
        List<Tested> tested = new ArrayList<>(items.size());
        items.forEach((item, history) -> {
            Optional<Change> control = history.at(at);
            Double cap = control.map(Change::cap).orElse(null);
            if (control.isEmpty() || cap == null) return;
            ItemDrift before = stored.of(new DriftItemStore.Key(exam, item));
            Instant epoch = control.get().from();
            tested.add(new Tested(
                    item,
                    cap,
                    epoch,
                    through(days, before.settled(), item, history),
                    epoch.equals(before.alertedIn())));
        });
        return tested;
    }

    /** Notes that an item was named in an alert. */
    void alerted(Tested named) {
        DriftItemStore.Key key = new DriftItemStore.Key(exam, named.item());
        ItemDrift before = stored.of(key);
        stored.put(key, new ItemDrift(before.settled(), named.epoch(), before.asOf()));
    }

    /** Adds a day's sessions by ability to the bins. */
    void abilities(int day, long[] bins) {
        counts.abilities(day, bins);
    }

    private record Day(int day, long sessions, double delta) {}

    private List<Day> days(Map<Integer, Double> deltas) {
        return deltas.entrySet().stream()
                .map(entry -> new Day(entry.getKey(), counts.sessions(entry.getKey()), entry.getValue()))
                .filter(day -> day.sessions() > 0)
                .toList();
    }

    private ItemEvidence through(List<Day> days, ItemEvidence from, Item item, ControlHistory history) {
        ItemEvidence evidence = from;
        for (Day day : days)
            evidence = evidence.afterDay(
                    day.day(), counts.exposures(item, day.day()), day.sessions(), history, day.delta());
        return evidence;
    }
}
