package io.qbank.exposure.demo.chaos.check;

import io.qbank.exposure.demo.chaos.check.Ledger.Expected;
import io.qbank.exposure.demo.chaos.check.Ledger.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything sent has one fate, and every exposure counts once on its day.
 *
 * @param daily exposures by {@link Ledger#key}, from exposure.daily
 * @param fates sums of exposure.outcomes
 * @param records on events.qbank
 * @param rejected records on events.qbank.rejected
 */
public record Counts(Map<String, Long> daily, Map<Fate, Long> fates, long records, long rejected) {
    private static final int MOST_NAMED = 5;

    /** What is not as the ledger has it; empty when all is well. */
    public List<Violation> against(Expected expected) {
        List<Violation> violations = new ArrayList<>();
        exposures(expected, violations);
        long outcomes = fates.values().stream().mapToLong(Long::longValue).sum();
        if (records < expected.sent())
            violations.add(new Violation(
                    "acknowledged events are kept",
                    expected.sent() + " records on events.qbank",
                    records + "",
                    "the brokers' logs"));
        if (outcomes != records)
            violations.add(new Violation(
                    "every event has one outcome",
                    records + " outcomes, one for each record of events.qbank",
                    outcomes + ": " + fates,
                    "exposure.outcomes, the counters' logs"));
        // a producer that had to begin anew sends once more what it does not know to have arrived
        if (records == expected.sent()) kinds(expected, violations);
        return violations;
    }

    private void exposures(Expected expected, List<Violation> violations) {
        TreeSet<String> keys = new TreeSet<>(expected.daily().keySet());
        keys.addAll(daily.keySet());
        long wrong = 0;
        for (String key : keys) {
            long right = expected.daily().getOrDefault(key, 0L);
            long counted = daily.getOrDefault(key, 0L);
            if (right == counted || ++wrong > MOST_NAMED) continue;
            violations.add(new Violation(
                    "every exposure counts once on its day",
                    right + " exposures of exam|item|day " + key,
                    counted + "",
                    "exposure.daily, the counters' logs"));
        }
        if (wrong > MOST_NAMED)
            violations.add(new Violation(
                    "every exposure counts once on its day",
                    sum(expected.daily()) + " exposures in all",
                    sum(daily) + "; " + wrong + " counts differ",
                    "exposure.daily"));
    }

    private void kinds(Expected expected, List<Violation> violations) {
        for (Fate fate : Fate.values()) {
            long right = expected.fates().getOrDefault(fate, 0L);
            long found = fates.getOrDefault(fate, 0L);
            if (right != found)
                violations.add(new Violation(
                        "every event has the outcome that it should have",
                        right + " " + fate,
                        found + "",
                        "exposure.outcomes, events.qbank.rejected"));
        }
        if (rejected != expected.fates().getOrDefault(Fate.REJECTED, 0L))
            violations.add(new Violation(
                    "what cannot be counted is kept once",
                    expected.fates().getOrDefault(Fate.REJECTED, 0L) + " records on events.qbank.rejected",
                    rejected + "",
                    "events.qbank.rejected"));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
