package io.qbank.exposure.command.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.command.view.RunView;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts a run: the command and its first step, {@code queued}, in one transaction. With an idempotency key the job's id
 * follows from sender and key, so that asking twice, of any two instances, starts one run.
 */
public final class StartCalibration {
    private final CommandLog log;
    private final RunView runs;
    private final Ids ids;
    private final String tenantId;
    private final Clock clock;
    private final LatestStarts latest = new LatestStarts();

    public StartCalibration(CommandLog log, RunView runs, Ids ids, String tenantId, Clock clock) {
        this.log = log;
        this.runs = runs;
        this.ids = ids;
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /**
     * Starts a run and returns its job id.
     *
     * @throws InvalidMessageException if the key was used for something else
     * @throws CommandLogUnavailableException if it is not certain that the run was accepted
     */
    public String start(String by, String examCode, CalibrationParameters parameters, @Nullable String idempotencyKey) {
        String jobId = idempotencyKey == null ? ids.next() : Ids.named("start", tenantId, by, idempotencyKey);
        Optional<Run> known = runs.run(jobId);
        if (known.isPresent()) {
            if (asksForTheSame(known.get(), examCode, parameters)) return jobId;
            throw usedFor(jobId);
        }
        Instant now = clock.instant();
        CalibrationCommand.Start start =
                new CalibrationCommand.Start(jobId, tenantId, by, now, Trigger.API, jobId, examCode, parameters, null);
        Progress queued = queued(start);
        if (idempotencyKey != null && !latest.note(jobId, examCode, parameters)) throw usedFor(jobId);
        try {
            log.append(start, queued);
        } catch (InvalidMessageException refused) {
            latest.forget(jobId); // whereas a log that is unavailable may have taken it
            throw refused;
        }
        Audit.accepted(start);
        runs.apply(queued.key(), queued); // what was acknowledged here is known here, before it has come round
        return jobId;
    }

    private static InvalidMessageException usedFor(String jobId) {
        return new InvalidMessageException(
                "Idempotency-Key", "Idempotency-Key must be new for another request, was used for job " + jobId);
    }

    private static Progress queued(CalibrationCommand.Start start) {
        return new Progress(
                start.jobId(),
                0,
                0,
                start.tenantId(),
                start.examCode(),
                RunState.QUEUED,
                start.requestedAt(),
                start.requestedAt(),
                start.requestedBy(),
                start.trigger(),
                0,
                start.parameters().iters(),
                null,
                null,
                start.parameters(),
                null,
                null);
    }

    /** The seed may have been drawn since: it only counts when the request names one. */
    private static boolean asksForTheSame(Run run, String examCode, CalibrationParameters parameters) {
        ObjectNode asked = Json.shared().valueToTree(parameters);
        ObjectNode known = run.parameters()
                .map(given -> Json.shared().<ObjectNode>valueToTree(given))
                .orElse(asked);
        if (parameters.seed() == null) known.remove("seed");
        return run.latest().examCode().equals(examCode) && asked.equals(known);
    }
}
