package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.progress.Progress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All runs, by id and newest first. One writer at a time, many readers. Memory is bounded: when all runs together weigh too
 * much, the oldest lose their iterations, and if that is not enough, are forgotten.
 */
public final class RunView implements View<Progress> {
    static final int MOST_RUNS = 50_000;
    /** Steps, points of histories and topics of all runs together, some 200 bytes each. */
    static final int MOST_WEIGHT = 500_000;

    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Place, Run> newestFirst = new ConcurrentSkipListMap<>(Place.ORDER);
    private final int mostWeight;
    private long weight;
    private final AtomicLong steps = new AtomicLong();

    /** Knows nothing yet. */
    public RunView() {
        this(MOST_WEIGHT);
    }

    RunView(int mostWeight) {
        this.mostWeight = mostWeight;
    }

    /** Where a run stands in the list: newest first, equal times by id. */
    public record Place(Instant requestedAt, String jobId) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::requestedAt).reversed().thenComparing(Place::jobId);
    }

    /** One run and its place. */
    public record Placed(Place place, Run run) {}

    @Override
    public synchronized void apply(String key, @Nullable Progress step) {
        if (step == null) return;
        Run known = runs.get(step.jobId());
        if (known != null) {
            int before = known.weight();
            known.apply(step);
            weight += known.weight() - before;
        } else {
            Run run = new Run(step);
            runs.put(step.jobId(), run);
            newestFirst.put(new Place(step.requestedAt(), step.jobId()), run);
            weight += run.weight();
            if (runs.size() > MOST_RUNS) forgetOldest();
        }
        if (weight > mostWeight) lighten();
        steps.incrementAndGet();
    }

    /** How many steps have been applied: another number, something new. */
    public long steps() {
        return steps.get();
    }

    /** Goes a tenth below the limit, so that this is not to do again at the next step. */
    private void lighten() {
        long wanted = mostWeight * 9L / 10;
        for (Run oldest : newestFirst.descendingMap().values()) {
            if (weight <= wanted) return;
            int before = oldest.weight();
            oldest.keepIterations(1);
            weight += oldest.weight() - before;
        }
        while (weight > wanted && runs.size() > 1) forgetOldest();
    }

    private void forgetOldest() {
        Map.Entry<Place, Run> oldest = newestFirst.pollLastEntry();
        runs.remove(oldest.getKey().jobId());
        weight -= oldest.getValue().weight();
    }

    /** A run by its id. */
    public Optional<Run> run(String jobId) {
        return Optional.ofNullable(runs.get(jobId));
    }

    /** At most so many runs that pass, newest first, after a place or from the newest. */
    public List<Placed> page(@Nullable Place after, Predicate<Run> wanted, int most) {
        Map<Place, Run> rest = after == null ? newestFirst : newestFirst.tailMap(after, false);
        Stream<Placed> placed = rest.entrySet().stream().map(entry -> new Placed(entry.getKey(), entry.getValue()));
        return placed.filter(each -> wanted.test(each.run())).limit(most).toList();
    }
}
