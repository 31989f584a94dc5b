package io.qbank.exposure.counter.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gauges of one name that differ in their labels. It shows what it was told last: series that are no longer named are
 * removed, the others keep their meter and get a new number. Whoever calls it takes turns; readers are free.
 */
final class GaugeFamily {
    private final MultiGauge gauge;
    private final List<String> labels;
    private Map<List<String>, Reading> shown = Map.of();

    GaugeFamily(MeterRegistry registry, String name, String description, String... labels) {
        this.gauge = MultiGauge.builder(name).description(description).register(registry);
        this.labels = List.of(labels);
    }

    /** @param values by the values of the labels, in their order */
    void show(Map<List<String>, Double> values) {
        boolean same = values.keySet().equals(shown.keySet());
        Map<List<String>, Reading> next = same ? shown : new HashMap<>();
        values.forEach((key, value) -> {
            Reading known = shown.getOrDefault(key, new Reading());
            known.value = value;
            if (!same) next.put(key, known);
        });
        if (same) return;
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        next.forEach((key, number) -> rows.add(MultiGauge.Row.of(tags(key), number, one -> one.value)));
        gauge.register(rows);
        shown = next;
    }

    private Tags tags(List<String> values) {
        Tags tags = Tags.empty();
        for (int i = 0; i < labels.size(); i++) tags = tags.and(labels.get(i), values.get(i));
        return tags;
    }

    private static final class Reading {
        private volatile double value;
    }
}
