package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.IterationSummary;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run, as it is announced; ordered by (attempt, seq). Immutable.
 *
 * @param attempt 0 while queued for the first time
 * @param seq from 0 within the attempt
 * @param currentIter iterations done
 * @param avgExp mean exposure rate of the last iteration; null before the first
 * @param maxOver largest rate minus cap of the last iteration; null before the first
 * @param result the run's document, when done or empty
 * @param reason in words, when failed or cancelled
 */
public record Step(
        Job job,
        State state,
        int attempt,
        int seq,
        Instant at,
        int currentIter,
        @Nullable Double avgExp,
        @Nullable Double maxOver,
        @Nullable String result,
        @Nullable String reason) {
    /** Filed and waiting. */
    public static Step queued(Job job, Instant at) {
        return new Step(job, State.QUEUED, 0, 0, at, 0, null, null, null, null);
    }

    /** Ended before it was ever run. */
    public static Step refused(Job job, State terminal, String reason, Instant at) {
        return queued(job, at).next(terminal, at).because(reason);
    }

    /** The first step of an attempt. */
    public static Step running(Job job, int attempt, Instant at) {
        return new Step(job, State.RUNNING, attempt, 0, at, 0, null, null, null, null);
    }

    /** What comes after this step, with the same iteration. */
    public Step next(State state, Instant at) {
        return new Step(job, state, attempt, seq + 1, at, currentIter, avgExp, maxOver, null, null);
    }

    /** An iteration is over. */
    public Step next(IterationSummary done, Instant at) {
        return new Step(
                job, State.ITERATION, attempt, seq + 1, at, done.iter(), done.avgExp(), done.maxOver(), null, null);
    }

    /** The same step with its reason. */
    public Step because(String reason) {
        return new Step(job, state, attempt, seq, at, currentIter, avgExp, maxOver, result, reason);
    }

    /** The same step with its document. */
    public Step with(String document) {
        return new Step(job, state, attempt, seq, at, currentIter, avgExp, maxOver, document, reason);
    }
}
