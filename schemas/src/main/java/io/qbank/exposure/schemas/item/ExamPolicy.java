package io.qbank.exposure.schemas.item;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an exam does when its exposure drifts.
 *
 * @param parameters of automatic runs
 * @param autoRecalibrate whether an alert starts a run
 * @param cooldownMinutes least time between two automatic runs, minutes
 * @param limitPerDay most automatic runs a UTC day
 * @param driftAlpha at most the probability of any alert in an epoch in which no item is over its cap, (0, 0.5]
 * @param driftDelta relative excess over the cap that is tolerated, [0, 1]
 * @param lsn end of PostgreSQL's log just before the policy was read, see {@link ItemState}
 */
public record ExamPolicy(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) CalibrationParameters parameters,
        @JsonProperty(required = true) boolean autoRecalibrate,
        @JsonProperty(required = true) int cooldownMinutes,
        @JsonProperty(required = true) int limitPerDay,
        @JsonProperty(required = true) double driftAlpha,
        @JsonProperty(required = true) double driftDelta,
        @Nullable String updatedBy,
        @Nullable Instant updatedAt,
        @JsonProperty(required = true) long lsn) {
    public static final int DEFAULT_COOLDOWN_MINUTES = 24 * 60;
    public static final int DEFAULT_LIMIT_PER_DAY = 2;
    public static final double DEFAULT_DRIFT_ALPHA = 0.05;
    public static final double DEFAULT_DRIFT_DELTA = 0.10;

    public ExamPolicy {
        Require.exam(tenantId, examCode);
        Require.present("parameters", parameters);
        Require.within("cooldown_minutes", cooldownMinutes, 0, 525_600);
        Require.within("limit_per_day", limitPerDay, 0, 1_000);
        Require.above("drift_alpha", driftAlpha, 0, 0.5);
        Require.within("drift_delta", driftDelta, 0.0, 1.0);
        Require.count("lsn", lsn);
    }
}
