package io.qbank.exposure.schemas.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.topic.Keys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run. Steps are ordered by (attempt, seq), not by arrival: readers ignore lower attempts, and queued
 * (attempt 0, seq 0) never follows a later state. All steps of a job go to one partition.
 *
 * @param attempt 0 while queued, then one-based; a run taken over after a crash has the next
 * @param seq zero-based within the attempt
 * @param totalIters iterations asked for; the most, for methods that stop early
 * @param currentIter iterations done
 * @param avgExp mean exposure rate of the last iteration; null before the first
 * @param maxOver largest rate minus cap of the last iteration; null before the first
 * @param parameters with the seed filled in; on queued, running and terminal steps
 * @param result on done and empty only
 * @param reason on failed and cancelled, or where the report is too large to be told, in words
 */
public record Progress(
        @JsonProperty(required = true) String jobId,
        @JsonProperty(required = true) int attempt,
        @JsonProperty(required = true) int seq,
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) RunState state,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) Instant requestedAt,
        @JsonProperty(required = true) String requestedBy,
        @JsonProperty(required = true) Trigger trigger,
        @JsonProperty(required = true) int currentIter,
        @JsonProperty(required = true) int totalIters,
        @Nullable Double avgExp,
        @Nullable Double maxOver,
        @Nullable CalibrationParameters parameters,
        @Nullable RunResult result,
        @Nullable String reason) {
    public Progress {
        Require.id("job_id", jobId);
        Require.exam(tenantId, examCode);
        Require.within("attempt", attempt, 0, Integer.MAX_VALUE);
        Require.within("seq", seq, 0, Integer.MAX_VALUE);
        Require.present("state", state);
        Require.present("at", at);
        Require.present("requested_at", requestedAt);
        Require.text("requested_by", requestedBy, Require.MAX_TEXT);
        Require.present("trigger", trigger);
        Require.within("current_iter", currentIter, 0, Integer.MAX_VALUE);
        Require.within("total_iters", totalIters, 0, Integer.MAX_VALUE);
        if (avgExp != null) Require.within("avg_exp", avgExp, 0.0, 1.0);
        if (maxOver != null) Require.within("max_over", maxOver, -1.0, 1.0);
        if (state == RunState.DONE) Require.present("result", result);
        if (state == RunState.FAILED) Require.present("reason", reason);
    }

    /** The record key. */
    public String key() {
        return Keys.progress(jobId, attempt, seq);
    }

    /** Whether this step comes after another of the same job. */
    public boolean follows(Progress other) {
        return attempt != other.attempt ? attempt > other.attempt : seq > other.seq;
    }

    /** The partition of all steps of a job, whoever writes them. */
    public static int partition(String jobId, int partitions) {
        return Math.floorMod(jobId.hashCode(), partitions);
    }
}
