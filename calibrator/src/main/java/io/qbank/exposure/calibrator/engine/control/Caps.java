package io.qbank.exposure.calibrator.engine.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cap holds for an item: its own, else its topic's, else tau. */
public final class Caps {
    private Caps() {}

    /**
     * One cap an item.
     *
     * @param topics one key an item
     * @param own one cap an item, null where it has none
     * @param topicTau cap of a topic; if empty, topicWeights counts
     * @param topicWeights weight of a topic: its items get tau · weight / sum of weights
     */
    public static double[] of(
            double tau,
            Map<String, Double> topicTau,
            Map<String, Double> topicWeights,
            String[] topics,
            @Nullable Double[] own) {
        double sum = 0;
        for (double weight : topicWeights.values()) {
            sum += weight;
        }
        double[] caps = new double[topics.length];
        for (int i = 0; i < caps.length; i++) {
            Double fixed = own[i];
            Double ofTopic = topicTau.get(topics[i]);
            Double weight = topicTau.isEmpty() ? topicWeights.get(topics[i]) : null;
            caps[i] = fixed != null ? fixed : ofTopic != null ? ofTopic : weight != null ? tau * (weight / sum) : tau;
            if (!(caps[i] > 0)) {
                throw new IllegalArgumentException(
                        "topic_weights must leave each topic a cap above 0, was " + weight + " of " + sum);
            }
        }
        return caps;
    }
}
