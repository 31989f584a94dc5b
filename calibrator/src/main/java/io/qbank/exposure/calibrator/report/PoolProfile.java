package io.qbank.exposure.calibrator.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a picture of a run needs to know of its items, in a size that does not grow with the pool: the exposure profile, that
 * is the rates from the highest to the lowest, and the items nearest to their caps or over them. Rates are those of the
 * verification, of the last iteration where there was none; rates before the run are those of the first iteration. Where
 * caps differ the profile's rates are divided by them.
 */
public final class PoolProfile {
    static final int MOST_POINTS = 160;
    static final int MOST_WORST = 20;
    /** So many of the first ranks are all told: there the caps bind. */
    private static final int HEAD = 60;

    private final List<ItemResult> items;
    private final double[] after;
    private final double @Nullable [] before;

    /**
     * Takes what a run found.
     *
     * @param first the first iteration; null leaves the rates before the run out
     * @param n candidates an iteration
     */
    public PoolProfile(CalibrationResult result, @Nullable IterationTrace first, int n) {
        items = result.items();
        after = items.stream().mapToDouble(item -> rate(item, n)).toArray();
        before = first == null
                ? null
                : first.administered().stream()
                        .mapToDouble(count -> count / (double) n)
                        .toArray();
    }

    /** Adds {@code profile} and {@code worst} to a report. */
    public void addTo(ObjectNode report, int overCapItems) {
        if (items.isEmpty()) return;
        profile(report.putObject("profile"));
        worst(report.putArray("worst"), overCapItems);
    }

    private void profile(ObjectNode profile) {
        boolean relative =
                items.stream().mapToDouble(ItemResult::cap).distinct().count() > 1;
        int[] ranks = ranks(items.size());
        profile.put("relative", relative)
                .put("limit", relative ? 1 : items.get(0).cap());
        ArrayNode rank = profile.putArray("rank");
        IntStream.of(ranks).forEach(each -> rank.add(each + 1));
        if (before == null) profile.putNull("before");
        else points(profile.putArray("before"), before, relative, ranks);
        points(profile.putArray("after"), after, relative, ranks);
    }

    private void points(ArrayNode node, double[] rates, boolean relative, int[] ranks) {
        double[] ordered = IntStream.range(0, rates.length)
                .mapToDouble(i -> relative ? rates[i] / items.get(i).cap() : rates[i])
                .map(rate -> -rate)
                .sorted()
                .map(rate -> -rate)
                .toArray();
        for (int rank : ranks) node.add(ordered[rank] + 0.0); // no negative zero
    }

    private void worst(ArrayNode worst, int overCapItems) {
        List<Integer> order = IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingDouble(this::excess).reversed())
                .limit(MOST_WORST)
                .toList();
        for (int place = 0; place < order.size(); place++) {
            int i = order.get(place);
            ItemResult item = items.get(i);
            ObjectNode node = worst.addObject()
                    .put("question_id", item.item().questionId())
                    .put("version", item.item().version())
                    .put("topic_id", item.item().topicId())
                    .put("cap", item.cap())
                    .put("k", item.k())
                    .put("rate", after[i])
                    .put("over", place < overCapItems);
            if (before != null) node.put("before", before[i]);
        }
    }

    /** As the run's judgement orders them: in standard deviations of a rate that is at its cap. */
    private double excess(int i) {
        double cap = items.get(i).cap();
        return cap < 1 ? (after[i] - cap) / Math.sqrt(cap * (1 - cap)) : after[i] - cap;
    }

    private static double rate(ItemResult item, int n) {
        Double verified = item.rate();
        return verified == null ? item.administered() / (double) n : verified;
    }

    /** Zero-based, rising: all of the head, then evenly spaced ones up to the last. */
    private static int[] ranks(int items) {
        if (items <= MOST_POINTS) return IntStream.range(0, items).toArray();
        int rest = MOST_POINTS - HEAD;
        return IntStream.range(0, MOST_POINTS)
                .map(i -> i < HEAD ? i : HEAD + (int) ((i - HEAD + 1L) * (items - HEAD) / rest) - 1)
                .toArray();
    }
}
