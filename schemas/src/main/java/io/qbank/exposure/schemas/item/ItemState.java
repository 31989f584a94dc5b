package io.qbank.exposure.schemas.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published item version as the bank has it.
 *
 * @param exams exam codes it is published in, sorted
 * @param topicId content area, null where the bank has none
 * @param a discrimination on the D = 1.7 metric
 * @param b difficulty, logits
 * @param c probability of a correct guess
 * @param k exposure control parameter, the probability to administer when selected
 * @param cap highest share of tests that may contain the item, null where none was ever set
 * @param rejection {@code reconsider} or {@code block}: what a rejected draw means, see can_serve
 * @param locked fixed by hand: calibrations leave it alone
 * @param jobId the run that set k, null when a person did
 * @param effectiveFrom when k or cap last changed, null where never
 * @param lsn end of PostgreSQL's log just before the item was read, not a change's position: a lower one never replaces a
 *     higher, and of equal ones the later record stands
 * @param history the latest changes of k, cap, rejection and lock, newest first, at most {@link #MOST_CHANGES}
 * @param ownCap the cap a person gave this item; it outlasts runs, which may lower {@code cap} below it; null where none did
 */
public record ItemState(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) long questionId,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) List<String> exams,
        @Nullable Long topicId,
        @JsonProperty(required = true) double a,
        @JsonProperty(required = true) double b,
        @JsonProperty(required = true) double c,
        @JsonProperty(required = true) double k,
        @Nullable Double cap,
        @JsonProperty(required = true) String rejection,
        @JsonProperty(required = true) boolean locked,
        @Nullable String jobId,
        @Nullable Instant effectiveFrom,
        @JsonProperty(required = true) long lsn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ItemChange> history,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double ownCap) {
    /** Changes that an item carries along; the bank keeps all. */
    public static final int MOST_CHANGES = 20;

    /** The bank may hold odd items; what no arithmetic can take stays out. */
    private static final double MAX_PARAMETER = 1_000;

    public ItemState {
        Require.id("tenant_id", tenantId);
        Require.item(questionId, version);
        if (Require.present("exams", exams).isEmpty())
            throw new InvalidMessageException("exams", "exams must name at least one exam, was empty");
        exams.forEach(exam -> Require.text("exams", exam, Require.MAX_TEXT));
        exams = exams.stream().sorted().distinct().toList();
        Require.within("a", a, -MAX_PARAMETER, MAX_PARAMETER);
        Require.within("b", b, -MAX_PARAMETER, MAX_PARAMETER);
        Require.within("c", c, 0.0, 1.0);
        Require.within("k", k, 0.0, 1.0);
        if (cap != null) Require.above("cap", cap, 0, 1);
        if (ownCap != null) Require.above("own_cap", ownCap, 0, 1);
        Require.oneOf("rejection", rejection, CalibrationParameters.REJECTIONS);
        if (jobId != null) Require.id("job_id", jobId);
        Require.count("lsn", lsn);
        history = history == null ? List.of() : List.copyOf(history);
        if (history.size() > MOST_CHANGES)
            throw new InvalidMessageException(
                    "history", "history must hold at most " + MOST_CHANGES + " changes, was " + history.size());
    }

    /** An item of which no change is known, and no cap of its own. */
    public ItemState(
            String tenantId,
            long questionId,
            int version,
            List<String> exams,
            @Nullable Long topicId,
            double a,
            double b,
            double c,
            double k,
            @Nullable Double cap,
            String rejection,
            boolean locked,
            @Nullable String jobId,
            @Nullable Instant effectiveFrom,
            long lsn) {
        this(
                tenantId,
                questionId,
                version,
                exams,
                topicId,
                a,
                b,
                c,
                k,
                cap,
                rejection,
                locked,
                jobId,
                effectiveFrom,
                lsn,
                List.of(),
                null);
    }
}
