package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items of an exam whose observed exposure has left the cap.
 *
 * @param day the closed UTC day whose fold raised the alert
 * @param alert one-based number of the alert in its epoch
 * @param epochStart since when the exam's k and caps are what they are
 * @param jobId the run that was triggered, or null
 * @param whyNoRun why none was triggered, or null
 */
public record DriftEvent(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) LocalDate day,
        @JsonProperty(required = true) int alert,
        @JsonProperty(required = true) Instant epochStart,
        @JsonProperty(required = true) List<DriftedItem> items,
        @Nullable String jobId,
        @Nullable String whyNoRun,
        @JsonProperty(required = true) Instant at) {
    public DriftEvent {
        Require.exam(tenantId, examCode);
        Require.present("day", day);
        Require.within("alert", alert, 1, Integer.MAX_VALUE);
        Require.present("epoch_start", epochStart);
        if (Require.present("items", items).isEmpty())
            throw new InvalidMessageException("items", "items must hold at least one item, was empty");
        items = List.copyOf(items);
        if (jobId != null) Require.id("job_id", jobId);
        if ((jobId == null) == (whyNoRun == null))
            throw new InvalidMessageException(
                    "job_id",
                    "job_id must be given if and only if why_no_run is not, was "
                            + (jobId == null ? "neither" : "both"));
        Require.present("at", at);
    }

    /**
     * One drifted item.
     *
     * @param lnE natural logarithm of the e-value
     * @param observed exposure rate over the closed days of the epoch
     * @param cap the item's cap on that day
     */
    public record DriftedItem(
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version,
            @JsonProperty(required = true) double lnE,
            @JsonProperty(required = true) double observed,
            @JsonProperty(required = true) double cap) {
        public DriftedItem {
            Require.item(questionId, version);
            Require.within("ln_e", lnE, -Evidence.MAX_LN_E, Evidence.MAX_LN_E);
            Require.within("observed", observed, 0.0, 1.0);
            Require.above("cap", cap, 0, 1);
        }
    }
}
