package io.qbank.exposure.command.serve;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether one item may be administered.
 *
 * @param serve true when it may, or when it must because everything was refused
 * @param reason {@code ok}, {@code daily_max}, {@code k_rejected}, {@code locked} or {@code unknown}
 * @param count exposures of the item today, over all exams
 * @param max most exposures a day
 * @param k the item's exposure control parameter, null when it is unknown
 * @param forced served although refused, so that the candidate gets an item at all
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ServeDecision(
        long questionId,
        int version,
        boolean serve,
        String reason,
        long count,
        int max,
        @Nullable Double k,
        boolean forced) {
    static final String OK = "ok";
    static final String DAILY_MAX = "daily_max";
    static final String K_REJECTED = "k_rejected";
    static final String LOCKED = "locked";
    static final String UNKNOWN = "unknown";

    ServeDecision force() {
        return new ServeDecision(questionId, version, true, reason, count, max, k, true);
    }

    /** Whether it may be forced: an item pulled for security or not published never is. */
    boolean forcible() {
        return reason.equals(K_REJECTED) || reason.equals(DAILY_MAX);
    }
}
