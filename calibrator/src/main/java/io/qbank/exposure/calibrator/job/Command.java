package io.qbank.exposure.calibrator.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What somebody asks for. */
public sealed interface Command {
    Origin origin();

    /** A new kind of command adds a parameter here, and the intake stops compiling until it decides. */
    <R> R match(
            Function<Start, R> start,
            Function<Cancel, R> cancel,
            Function<Rollback, R> rollback,
            Function<SetControl, R> control,
            Function<SetPolicy, R> policy,
            Function<Invalid, R> invalid);

    /**
     * Calibrate an exam.
     *
     * @param seed absent to have one drawn
     */
    record Start(
            Origin origin,
            String jobId,
            String examCode,
            String parameters,
            OptionalLong seed,
            boolean dryRun,
            int totalIters,
            Optional<Instant> expectedEpoch)
            implements Command {
        Job job(long drawn) {
            return new Job(
                    jobId,
                    examCode,
                    parameters,
                    seed.orElse(drawn),
                    dryRun,
                    totalIters,
                    expectedEpoch,
                    origin.trigger(),
                    origin.requestedBy(),
                    origin.requestedAt());
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return start.apply(this);
        }
    }

    /** Stop a run, or keep it from starting. */
    record Cancel(Origin origin, String jobId, String examCode) implements Command {
        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return cancel.apply(this);
        }
    }

    /** Bring back the k and caps from before a run. */
    record Rollback(Origin origin, String jobId, String examCode) implements Command {
        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return rollback.apply(this);
        }
    }

    /**
     * Set one item's control by hand; null leaves a value as it is.
     *
     * @param k in [0, 1]
     * @param cap in (0, 1]; the item's own from now on
     */
    record SetControl(
            Origin origin,
            ItemKey item,
            @Nullable Double k,
            @Nullable Double cap,
            @Nullable Boolean locked) implements Command {
        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return control.apply(this);
        }
    }

    /** Set an exam's policy, whole. */
    record SetPolicy(Origin origin, Policy policy) implements Command {
        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return policy.apply(this);
        }
    }

    /**
     * Breaks its contract, and says clearly enough whose it is to be answered.
     *
     * @param run the run it meant to start; it fails with the reason
     */
    record Invalid(Origin origin, Optional<Start> run, String reason) implements Command {
        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<SetControl, R> control,
                Function<SetPolicy, R> policy,
                Function<Invalid, R> invalid) {
            return invalid.apply(this);
        }
    }
}
