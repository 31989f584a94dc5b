package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run as its steps tell it, in the order of (attempt, seq) whatever order they arrive in. Steps of a lower attempt are
 * forgotten, and most iterations once the run has ended: its result repeats them. Thread-safe.
 */
public final class Run {
    /** Older iterations of a very long run are forgotten; its history comes with its result. */
    static final int MOST_STEPS = 5_000;
    /** Iterations that an ended run still tells one by one. */
    static final int LAST_ITERATIONS = 100;

    private final TreeMap<Integer, Progress> steps = new TreeMap<>();
    private Progress latest;
    private @Nullable CalibrationParameters parameters;

    Run(Progress first) {
        latest = first;
        take(first);
    }

    /** Takes a step; returns whether it told anything new. */
    synchronized boolean apply(Progress step) {
        if (step.attempt() < latest.attempt()) return false;
        if (step.attempt() > latest.attempt()) steps.clear();
        else if (steps.containsKey(step.seq())) return false;
        take(step);
        return true;
    }

    private void take(Progress step) {
        steps.put(step.seq(), step);
        boolean newest = !latest.follows(step);
        if (newest) latest = step;
        if (latest.state().terminal()) keepIterations(LAST_ITERATIONS);
        else if (steps.size() > MOST_STEPS) keepIterations(MOST_STEPS - 2); // queued and running stay
        if (step.parameters() != null && (newest || parameters == null)) parameters = step.parameters();
    }

    /** Forgets all iterations but the last so many. */
    synchronized void keepIterations(int most) {
        long iterations = steps.values().stream().filter(Run::iteration).count();
        Iterator<Progress> oldest = steps.values().iterator();
        while (iterations > most)
            if (iteration(oldest.next())) {
                oldest.remove();
                iterations--;
            }
    }

    /** How much memory the run takes, in steps, points of its history and topics of its parameters. */
    synchronized int weight() {
        int points = latest.result() == null ? 0 : latest.result().history().size();
        return steps.size() + points + (parameters == null ? 0 : 3 * topics(parameters)); // queued, running, ended
    }

    private static int topics(CalibrationParameters given) {
        return (given.topicTau() == null ? 0 : given.topicTau().size())
                + (given.topicWeights() == null ? 0 : given.topicWeights().size());
    }

    private static boolean iteration(Progress step) {
        return step.state() == RunState.ITERATION;
    }

    /** The step that no known step follows. */
    public synchronized Progress latest() {
        return latest;
    }

    /** What was asked for, with the seed once it is drawn. */
    public synchronized Optional<CalibrationParameters> parameters() {
        return Optional.ofNullable(parameters);
    }

    /** Steps of the latest attempt after one that a reader has seen; all of them for attempt -1. */
    public synchronized List<Progress> after(int attempt, int seq) {
        if (attempt > latest.attempt()) return List.of();
        return attempt == latest.attempt()
                ? List.copyOf(steps.tailMap(seq, false).values())
                : List.copyOf(steps.values());
    }

    /** Iterations so far, or of the whole run once it is done; of one that ended without a result only the last. */
    public synchronized List<IterationPoint> history() {
        if (latest.result() != null) return latest.result().history();
        return steps.values().stream()
                .filter(step -> iteration(step) && step.avgExp() != null && step.maxOver() != null)
                .map(step -> new IterationPoint(step.currentIter(), step.avgExp(), step.maxOver()))
                .toList();
    }

    /** When the latest attempt began to run. */
    public synchronized Optional<Instant> startedAt() {
        return steps.values().stream()
                .filter(step -> step.state() == RunState.RUNNING)
                .map(Progress::at)
                .findFirst();
    }

    /** When the run ended. */
    public synchronized Optional<Instant> finishedAt() {
        return latest.state().terminal() ? Optional.of(latest.at()) : Optional.empty();
    }
}
