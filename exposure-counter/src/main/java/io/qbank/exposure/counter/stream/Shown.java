package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.tally.Item;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which evidence of an exam was published last, so that a row is written again only when it says something new. In memory:
 * after a restart rows are written once more, with the same content. One thread.
 */
final class Shown {
    /** An open day's evidence moves with every session; smaller steps than this are not worth a record. */
    private static final double PROVISIONAL_STEP = 0.05;

    private final TreeMap<Integer, Map<Item, Double>> days = new TreeMap<>();

    /** Whether the evidence differs from what was shown; it counts as shown from now on. */
    boolean differs(int day, Item item, double lnE, boolean provisional) {
        Map<Item, Double> shown = days.computeIfAbsent(day, unknown -> new HashMap<>());
        Double before = shown.get(item);
        if (before != null && (provisional ? Math.abs(before - lnE) < PROVISIONAL_STEP : before == lnE)) return false;
        shown.put(item, lnE);
        return true;
    }

    /** Everything of a day is to be shown again, and nothing any more of those before another one. */
    void begin(int day, int first) {
        days.remove(day);
        days.headMap(first).clear();
    }
}
