package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Sessions of one exam that had their first counted event on one UTC day, and their abilities where events tell them. */
public record DailySessions(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) LocalDate day,
        @JsonProperty(required = true) long sessions,
        @Nullable ThetaHistogram theta) {
    public DailySessions {
        Require.exam(tenantId, examCode);
        Require.present("day", day);
        Require.count("sessions", sessions);
    }
}
