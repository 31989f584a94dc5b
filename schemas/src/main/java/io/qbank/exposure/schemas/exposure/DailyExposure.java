package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Exposures of one item in one exam on one UTC day. Rates are the reader's: exposures / {@link DailySessions#sessions()}.
 *
 * @param exposures sessions that saw the item, each once
 * @param k exposure control parameter when the count was written, null while the item is unknown
 * @param cap its cap then, null while it has none
 */
public record DailyExposure(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) long questionId,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) LocalDate day,
        @JsonProperty(required = true) long exposures,
        @Nullable Double k,
        @Nullable Double cap) {
    public DailyExposure {
        Require.exam(tenantId, examCode);
        Require.item(questionId, version);
        Require.present("day", day);
        Require.count("exposures", exposures);
        if (k != null) Require.within("k", k, 0.0, 1.0);
        if (cap != null) Require.above("cap", cap, 0, 1);
    }
}
