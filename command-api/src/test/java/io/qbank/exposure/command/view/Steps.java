package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunResult;
import io.qbank.exposure.schemas.progress.RunState;
import java.time.Instant;
import java.util.List;

/** Steps of runs, for tests. */
public final class Steps {
    public static final Instant ASKED = Instant.parse("2026-11-02T09:30:00Z");

    private Steps() {}

    public static Progress step(String jobId, int attempt, int seq, RunState state) {
        return step(jobId, "EXAM", ASKED, attempt, seq, state);
    }

    public static Progress step(String jobId, String exam, Instant asked, int attempt, int seq, RunState state) {
        boolean iterated = state.compareTo(RunState.ITERATION) >= 0;
        RunResult result =
                state == RunState.DONE ? new RunResult(3, List.of(new IterationPoint(1, 0.1, 0.02)), null) : null;
        return new Progress(
                jobId,
                attempt,
                seq,
                "tenant",
                exam,
                state,
                asked.plusSeconds(10L * attempt + seq),
                asked,
                "somebody",
                Trigger.API,
                iterated ? seq : 0,
                5,
                iterated ? 0.1 : null,
                iterated ? 0.05 : null,
                state == RunState.QUEUED || state == RunState.RUNNING ? CalibrationParameters.DEFAULT : null,
                result,
                state == RunState.FAILED ? "broken" : null);
    }

    /** The same step with so many characters more to say. */
    public static Progress heavy(Progress step, int characters) {
        return new Progress(
                step.jobId(),
                step.attempt(),
                step.seq(),
                step.tenantId(),
                step.examCode(),
                step.state(),
                step.at(),
                step.requestedAt(),
                step.requestedBy(),
                step.trigger(),
                step.currentIter(),
                step.totalIters(),
                step.avgExp(),
                step.maxOver(),
                step.parameters(),
                step.result(),
                "x".repeat(characters));
    }
}
