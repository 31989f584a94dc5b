package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.demo.candidates.ItemKey;
import io.qbank.exposure.demo.candidates.Recount;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code GET daily} tells of some days.
 *
 * @param sessions of each day
 * @param exposures of each item on each day
 */
record Observed(Map<LocalDate, Long> sessions, Map<LocalDate, Map<ItemKey, Long>> exposures) {
    /**
     * The normal quantile of 1 − .01 / 300: with 300 items at their cap, chance alone shows one above this many standard
     * errors in one of a hundred demos.
     */
    private static final double NOISE = 4;

    static Observed daily(Api api, LocalDate from, LocalDate to) throws InterruptedException {
        JsonNode days = api.get(
                        "/v1/admin/exposure/daily?exam_code=" + DemoOptions.EXAM + "&from=" + from + "&to=" + to)
                .path("days");
        Map<LocalDate, Long> sessions = new TreeMap<>();
        Map<LocalDate, Map<ItemKey, Long>> exposures = new TreeMap<>();
        for (JsonNode day : days) {
            LocalDate date = LocalDate.parse(day.path("day").asText());
            sessions.put(date, day.path("sessions").asLong());
            Map<ItemKey, Long> counts = new TreeMap<>();
            for (JsonNode item : day.path("items")) {
                long count = item.path("exposures").asLong();
                if (count > 0)
                    counts.put(
                            new ItemKey(
                                    item.path("question_id").asLong(),
                                    item.path("version").asInt()),
                            count);
            }
            if (!counts.isEmpty()) exposures.put(date, counts);
        }
        return new Observed(sessions, exposures);
    }

    /** The first difference from what was produced, in words. */
    Optional<String> differsFrom(Recount recount) {
        for (var day : recount.sessions().entrySet())
            if (!day.getValue().equals(sessions.get(day.getKey())))
                return Optional.of("on " + day.getKey() + " " + day.getValue() + " sessions were produced and "
                        + sessions.getOrDefault(day.getKey(), 0L) + " counted");
        for (var day : recount.exposures().entrySet()) {
            Map<ItemKey, Long> counted = exposures.getOrDefault(day.getKey(), Map.of());
            if (!day.getValue().equals(counted))
                return Optional.of("on " + day.getKey() + " " + sum(day.getValue()) + " exposures of "
                        + day.getValue().size() + " items were produced and " + sum(counted) + " of " + counted.size()
                        + " counted");
        }
        return Optional.empty();
    }

    long allSessions() {
        return sum(sessions);
    }

    /** Exposure rate of each item over all days. */
    Map<ItemKey, Double> rates() {
        Map<ItemKey, Long> totals = new TreeMap<>();
        exposures.values().forEach(day -> day.forEach((item, count) -> totals.merge(item, count, Long::sum)));
        Map<ItemKey, Double> rates = new TreeMap<>();
        totals.forEach((item, count) -> rates.put(item, (double) count / allSessions()));
        return rates;
    }

    double highestRate() {
        return rates().values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Items whose rate is above the cap by more than chance. */
    long over(double cap) {
        double limit = cap + noise(cap);
        return rates().values().stream().filter(rate -> rate > limit).count();
    }

    /** How far chance may lift a rate above its cap. */
    double noise(double cap) {
        return NOISE * Math.sqrt(cap * (1 - cap) / Math.max(1, allSessions()));
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
