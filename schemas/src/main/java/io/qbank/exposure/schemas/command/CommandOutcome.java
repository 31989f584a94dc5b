package io.qbank.exposure.schemas.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. May be announced more than once, never differently.
 *
 * @param type the command's type
 * @param status {@code applied} or {@code refused}
 * @param reason why refused, in words; null when applied
 */
public record CommandOutcome(
        @JsonProperty(required = true) String commandId,
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String type,
        @JsonProperty(required = true) String status,
        @Nullable String reason,
        @Nullable String jobId,
        @JsonProperty(required = true) Instant at) {
    public static final String APPLIED = "applied";
    public static final String REFUSED = "refused";

    public CommandOutcome {
        Require.id("command_id", commandId);
        Require.id("tenant_id", tenantId);
        Require.id("type", type);
        Require.oneOf("status", status, List.of(APPLIED, REFUSED));
        if (status.equals(REFUSED)) Require.present("reason", reason);
        if (jobId != null) Require.id("job_id", jobId);
        Require.present("at", at);
    }
}
