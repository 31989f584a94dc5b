package io.qbank.exposure.demo.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * k of every item, {@code question/version}, in the database and wherever else it is shown.
 *
 * @param bank the truth
 * @param shown by place: the topic, each instance of the API
 */
public record Controls(Map<String, Double> bank, Map<String, Map<String, Double>> shown) {
    private static final int MOST_NAMED = 3;

    /** Where k differs; empty when all is well. */
    public List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        shown.forEach((place, there) -> {
            TreeSet<String> items = new TreeSet<>(bank.keySet());
            items.addAll(there.keySet());
            items.removeIf(item -> bank.containsKey(item) && bank.get(item).equals(there.get(item)));
            items.stream()
                    .limit(MOST_NAMED)
                    .forEach(item -> violations.add(new Violation(
                            "k is the same everywhere",
                            "k " + bank.get(item) + " of item " + item + " as PostgreSQL has it",
                            there.get(item) + " on " + place
                                    + (items.size() > MOST_NAMED ? ", and " + items.size() + " items differ" : ""),
                            place + ", the relaying calibrator's log")));
        });
        return violations;
    }
}
