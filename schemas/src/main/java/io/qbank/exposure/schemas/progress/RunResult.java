package io.qbank.exposure.schemas.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a finished run gives.
 *
 * @param updated k values written, or that a dry run would have written
 * @param history one point an iteration; of more than {@value #MOST_TOLD} iterations the first, the last and evenly spaced
 *     ones between
 * @param report verdict, advice and verification, as the run's REPORT.json has them; null for an empty pool
 */
public record RunResult(
        @JsonProperty(required = true) int updated,
        @JsonProperty(required = true) List<IterationPoint> history,
        @Nullable JsonNode report) {
    /** Most points of a history that are told. */
    public static final int MOST_TOLD = 1_000;

    public RunResult {
        Require.within("updated", updated, 0, Integer.MAX_VALUE);
        history = List.copyOf(Require.present("history", history));
        if (report != null && report.isNull()) report = null;
        if (report != null && !report.isObject())
            throw new InvalidMessageException(
                    RejectionKind.WRONG_TYPE,
                    "report",
                    "report must be an object, was " + Require.shown(report.asText()));
    }
}
