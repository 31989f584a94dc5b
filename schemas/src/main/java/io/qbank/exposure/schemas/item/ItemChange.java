package io.qbank.exposure.schemas.item;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an item's control, as the bank wrote it down. Old values are null where there was no control before, new
 * ones where it was taken away; a cap is null where none was set.
 *
 * @param by a person, a service, or the database role of who wrote SQL by hand
 * @param jobId the run that changed it, or whose effect was rolled back; null otherwise
 * @param commandId the command that changed it, null when it was none
 */
public record ItemChange(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String by,
        @Nullable String jobId,
        @Nullable String commandId,
        @Nullable Double oldK,
        @Nullable Double newK,
        @Nullable Double oldCap,
        @Nullable Double newCap,
        @Nullable String oldRejection,
        @Nullable String newRejection,
        @Nullable Boolean oldLocked,
        @Nullable Boolean newLocked) {
    public ItemChange {
        Require.present("at", at);
        Require.text("by", by, Require.MAX_TEXT);
        if (jobId != null) Require.id("job_id", jobId);
        if (commandId != null) Require.id("command_id", commandId);
        if (oldK != null) Require.within("old_k", oldK, 0.0, 1.0);
        if (newK != null) Require.within("new_k", newK, 0.0, 1.0);
        if (oldCap != null) Require.above("old_cap", oldCap, 0, 1);
        if (newCap != null) Require.above("new_cap", newCap, 0, 1);
        if (oldRejection != null) Require.oneOf("old_rejection", oldRejection, CalibrationParameters.REJECTIONS);
        if (newRejection != null) Require.oneOf("new_rejection", newRejection, CalibrationParameters.REJECTIONS);
    }
}
