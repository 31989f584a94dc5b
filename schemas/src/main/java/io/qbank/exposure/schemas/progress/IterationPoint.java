package io.qbank.exposure.schemas.progress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;

/**
 * One iteration of a run.
 *
 * @param iter one-based
 * @param avgExp mean exposure rate over the pool
 * @param maxOver largest exposure rate minus cap; negative when all are under
 */
public record IterationPoint(
        @JsonProperty(required = true) int iter,
        @JsonProperty(required = true) double avgExp,
        @JsonProperty(required = true) double maxOver) {
    public IterationPoint {
        Require.within("iter", iter, 1, Integer.MAX_VALUE);
        Require.within("avg_exp", avgExp, 0.0, 1.0);
        Require.within("max_over", maxOver, -1.0, 1.0);
    }
}
