package io.qbank.exposure.demo.story;

import io.qbank.exposure.demo.candidates.ItemKey;
import java.time.Duration;
import java.util.Map;

/**
 * Some days of candidates, played and counted.
 *
 * @param name what was special about them
 * @param controls k of each item in those days
 * @param events produced, with those sent twice
 * @param playing the world's time from the first event to the last
 * @param lag from the last event until the API showed every count
 */
record Stage(
        String name, Observed observed, Map<ItemKey, Double> controls, long events, Duration playing, Duration lag) {
    /** From the first event until the last was visible. */
    double eventsPerSecond() {
        return events / (playing.plus(lag).toMillis() / 1e3);
    }

    double lowestK() {
        return controls.values().stream().mapToDouble(Double::doubleValue).min().orElse(1);
    }

    /** Items with k below 1. */
    long controlled() {
        return controls.values().stream().filter(k -> k < 1).count();
    }
}
