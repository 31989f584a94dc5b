package io.qbank.exposure.schemas.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.Require;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the events of one exam that arrived on one UTC day (the day of the record's timestamp). The numbers add
 * up to the records of the topic. Records too broken to tell their tenant or exam stand under {@link #UNKNOWN}.
 *
 * @param rejected records a kind of rejection, see {@link io.qbank.exposure.schemas.topic.RejectionKind#wire()}
 */
public record DailyOutcomes(
        @JsonProperty(required = true) String tenantId,
        @JsonProperty(required = true) String examCode,
        @JsonProperty(required = true) LocalDate day,
        @JsonProperty(required = true) long counted,
        @JsonProperty(required = true) long duplicate,
        @JsonProperty(required = true) long late,
        @JsonProperty(required = true) long future,
        @JsonProperty(required = true) long ignored,
        @JsonProperty(required = true) Map<String, Long> rejected) {
    /** Tenant and exam of records that do not tell theirs. */
    public static final String UNKNOWN = "unknown";

    public DailyOutcomes {
        Require.exam(tenantId, examCode);
        Require.present("day", day);
        Require.count("counted", counted);
        Require.count("duplicate", duplicate);
        Require.count("late", late);
        Require.count("future", future);
        Require.count("ignored", ignored);
        Require.present("rejected", rejected).forEach((kind, records) -> {
            Require.id("rejected", kind);
            Require.count("rejected." + kind, records);
        });
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    }

    /** All records, whatever became of them. */
    public long total() {
        return counted
                + duplicate
                + late
                + future
                + ignored
                + rejected.values().stream().mapToLong(Long::longValue).sum();
    }
}
