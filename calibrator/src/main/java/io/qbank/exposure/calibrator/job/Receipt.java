package io.qbank.exposure.calibrator.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command: stored with its effect, so that asking again gives the same answer.
 *
 * @param reason why refused, in words; null when applied
 */
public record Receipt(
        String commandId,
        String type,
        boolean applied,
        @Nullable String reason,
        @Nullable String jobId,
        Instant at) {
    public static Receipt applied(Origin origin, @Nullable String jobId, Instant at) {
        return new Receipt(origin.commandId(), origin.type(), true, null, jobId, at);
    }

    public static Receipt refused(Origin origin, @Nullable String jobId, String reason, Instant at) {
        return new Receipt(origin.commandId(), origin.type(), false, reason, jobId, at);
    }
}
