package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Evidence that an item's exposure is above its cap, after one UTC day.
 *
 * @param lnE natural logarithm of the e-value
 * @param threshold the e-value that alone raises an alert: m / α of the exam's m items
 * @param p0 highest rate taken for no drift: cap · (1 + δ)
 * @param epochStart since when k and cap are what they are
 * @param provisional true while the day is open
 */
public record Evidence(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) long questionId,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) LocalDate day,
        @JsonProperty(required = true) double lnE,
        @JsonProperty(required = true) double threshold,
        @JsonProperty(required = true) double p0,
        @JsonProperty(required = true) Instant epochStart,
        @JsonProperty(required = true) boolean provisional) {
    /** Beyond any evidence that a year of sessions can give; keeps infinities out. */
    public static final double MAX_LN_E = 1e9;

    public Evidence {
        Require.exam(tenantId, examCode);
        Require.item(questionId, version);
        Require.present("day", day);
        Require.within("ln_e", lnE, -MAX_LN_E, MAX_LN_E);
        Require.within("threshold", threshold, 1.0, 1e12);
        Require.present("epoch_start", epochStart);
        Require.above("p0", p0, 0, 2);
    }
}
