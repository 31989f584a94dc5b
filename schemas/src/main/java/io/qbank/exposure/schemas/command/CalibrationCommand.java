package io.qbank.exposure.schemas.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What anybody may ask of the calibrator. Idempotent by {@link #commandId()}; a start also by its job id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CalibrationCommand.Start.class, name = "calibration.start"),
    @JsonSubTypes.Type(value = CalibrationCommand.Cancel.class, name = "calibration.cancel"),
    @JsonSubTypes.Type(value = CalibrationCommand.Rollback.class, name = "run.rollback"),
    @JsonSubTypes.Type(value = CalibrationCommand.ControlSet.class, name = "control.set"),
    @JsonSubTypes.Type(value = CalibrationCommand.PolicySet.class, name = "policy.set")
})
public sealed interface CalibrationCommand {
    String commandId();

    String tenantId();

    String requestedBy();

    Instant requestedAt();

    Trigger trigger();

    /** The record key: it keeps the commands of one exam, or of one item, in order. */
    String key();

    /** A new kind of command adds a parameter here, and every reader stops compiling until it decides. */
    <R> R match(
            Function<Start, R> start,
            Function<Cancel, R> cancel,
            Function<Rollback, R> rollback,
            Function<ControlSet, R> control,
            Function<PolicySet, R> policy);

    /**
     * Calibrate an exam.
     *
     * @param expectedEpoch when present, the run is refused unless the exam's k and caps last changed then
     */
    record Start(
            @JsonProperty(required = true) String commandId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String requestedBy,
            @JsonProperty(required = true) Instant requestedAt,
            @JsonProperty(required = true) Trigger trigger,
            @JsonProperty(required = true) String jobId,
            @JsonProperty(required = true) String examCode,
            @Nullable CalibrationParameters parameters,
            @Nullable Instant expectedEpoch)
            implements CalibrationCommand {
        public Start {
            check(commandId, tenantId, requestedBy, requestedAt, trigger);
            Require.id("job_id", jobId);
            Require.text("exam_code", examCode, Require.MAX_TEXT);
            if (parameters == null) parameters = CalibrationParameters.DEFAULT;
        }

        /** Never null: absent parameters are the defaults. */
        @Override
        public CalibrationParameters parameters() {
            return parameters == null ? CalibrationParameters.DEFAULT : parameters;
        }

        @Override
        public String key() {
            return Keys.exam(tenantId, examCode);
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<ControlSet, R> control,
                Function<PolicySet, R> policy) {
            return start.apply(this);
        }
    }

    /** Stop a run, or keep it from starting. */
    record Cancel(
            @JsonProperty(required = true) String commandId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String requestedBy,
            @JsonProperty(required = true) Instant requestedAt,
            @JsonProperty(required = true) Trigger trigger,
            @JsonProperty(required = true) String jobId,
            @JsonProperty(required = true) String examCode)
            implements CalibrationCommand {
        public Cancel {
            check(commandId, tenantId, requestedBy, requestedAt, trigger);
            Require.id("job_id", jobId);
            Require.text("exam_code", examCode, Require.MAX_TEXT);
        }

        @Override
        public String key() {
            return Keys.exam(tenantId, examCode);
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<ControlSet, R> control,
                Function<PolicySet, R> policy) {
            return cancel.apply(this);
        }
    }

    /** Bring back the k and caps from before a run. */
    record Rollback(
            @JsonProperty(required = true) String commandId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String requestedBy,
            @JsonProperty(required = true) Instant requestedAt,
            @JsonProperty(required = true) Trigger trigger,
            @JsonProperty(required = true) String jobId,
            @JsonProperty(required = true) String examCode)
            implements CalibrationCommand {
        public Rollback {
            check(commandId, tenantId, requestedBy, requestedAt, trigger);
            Require.id("job_id", jobId);
            Require.text("exam_code", examCode, Require.MAX_TEXT);
        }

        @Override
        public String key() {
            return Keys.exam(tenantId, examCode);
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<ControlSet, R> control,
                Function<PolicySet, R> policy) {
            return rollback.apply(this);
        }
    }

    /**
     * Set one item's control by hand. Absent fields stay as they are; at least one must be there.
     *
     * @param shP k, [0, 1]
     * @param cap (0, 1]
     * @param locked whether calibrations leave the item alone
     */
    record ControlSet(
            @JsonProperty(required = true) String commandId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String requestedBy,
            @JsonProperty(required = true) Instant requestedAt,
            @JsonProperty(required = true) Trigger trigger,
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version,
            @Nullable Double shP,
            @Nullable Double cap,
            @Nullable Boolean locked)
            implements CalibrationCommand {
        public ControlSet {
            check(commandId, tenantId, requestedBy, requestedAt, trigger);
            Require.item(questionId, version);
            if (shP == null && cap == null && locked == null)
                throw new InvalidMessageException(
                        RejectionKind.MISSING_FIELD, "sh_p", "sh_p, cap or locked is required");
            if (shP != null) Require.within("sh_p", shP, 0.0, 1.0);
            if (cap != null) Require.above("cap", cap, 0, 1);
        }

        @Override
        public String key() {
            return Keys.item(tenantId, questionId, version);
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<ControlSet, R> control,
                Function<PolicySet, R> policy) {
            return control.apply(this);
        }
    }

    /** Set an exam's policy, whole: absent fields take their defaults. */
    record PolicySet(
            @JsonProperty(required = true) String commandId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String requestedBy,
            @JsonProperty(required = true) Instant requestedAt,
            @JsonProperty(required = true) Trigger trigger,
            @JsonProperty(required = true) String examCode,
            @Nullable CalibrationParameters parameters,
            @JsonProperty(required = true) boolean autoRecalibrate,
            @Nullable Integer cooldownMinutes,
            @Nullable Integer limitPerDay,
            @Nullable Double driftAlpha,
            @Nullable Double driftDelta)
            implements CalibrationCommand {
        public PolicySet {
            check(commandId, tenantId, requestedBy, requestedAt, trigger);
            Require.text("exam_code", examCode, Require.MAX_TEXT);
            if (parameters == null) parameters = CalibrationParameters.DEFAULT;
            if (cooldownMinutes == null) cooldownMinutes = ExamPolicy.DEFAULT_COOLDOWN_MINUTES;
            if (limitPerDay == null) limitPerDay = ExamPolicy.DEFAULT_LIMIT_PER_DAY;
            if (driftAlpha == null) driftAlpha = ExamPolicy.DEFAULT_DRIFT_ALPHA;
            if (driftDelta == null) driftDelta = ExamPolicy.DEFAULT_DRIFT_DELTA;
            new ExamPolicy(
                    tenantId,
                    examCode,
                    parameters,
                    autoRecalibrate,
                    cooldownMinutes,
                    limitPerDay,
                    driftAlpha,
                    driftDelta,
                    null,
                    null,
                    0);
        }

        /** The policy this command describes, at position 0 of the log. Absent fields are the defaults. */
        public ExamPolicy policy() {
            return new ExamPolicy(
                    tenantId,
                    examCode,
                    Require.present("parameters", parameters),
                    autoRecalibrate,
                    Require.present("cooldown_minutes", cooldownMinutes),
                    Require.present("limit_per_day", limitPerDay),
                    Require.present("drift_alpha", driftAlpha),
                    Require.present("drift_delta", driftDelta),
                    requestedBy,
                    requestedAt,
                    0);
        }

        @Override
        public String key() {
            return Keys.exam(tenantId, examCode);
        }

        @Override
        public <R> R match(
                Function<Start, R> start,
                Function<Cancel, R> cancel,
                Function<Rollback, R> rollback,
                Function<ControlSet, R> control,
                Function<PolicySet, R> policy) {
            return policy.apply(this);
        }
    }

    private static void check(
            String commandId, String tenantId, String requestedBy, Instant requestedAt, Trigger trigger) {
        Require.id("command_id", commandId);
        Require.id("tenant_id", tenantId);
        Require.text("requested_by", requestedBy, Require.MAX_TEXT);
        Require.present("requested_at", requestedAt);
        Require.present("trigger", trigger);
    }
}
