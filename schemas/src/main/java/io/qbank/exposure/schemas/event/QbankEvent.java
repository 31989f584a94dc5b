package io.qbank.exposure.schemas.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.qbank.exposure.schemas.json.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a delivery session says about one item. Contracts: item-presented.v1, response-recorded.v1. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = QbankEvent.ItemPresented.class, name = QbankEvent.ITEM_PRESENTED),
    @JsonSubTypes.Type(value = QbankEvent.ResponseRecorded.class, name = QbankEvent.RESPONSE_RECORDED)
})
public sealed interface QbankEvent {
    String ITEM_PRESENTED = "item.presented";
    String RESPONSE_RECORDED = "response.recorded";
    /** Longest exam code and session id. */
    int MAX_TEXT = Require.MAX_TEXT;

    String eventId();

    String tenantId();

    String examCode();

    String sessionId();

    long questionId();

    int version();

    Instant occurredAt();

    /** One-based place of the item in the test. */
    @Nullable
    Integer position();

    /** The candidate's ability as the platform estimates it at that moment, logits. */
    @Nullable
    Double theta();

    /** The item was shown to the candidate. */
    record ItemPresented(
            @JsonProperty(required = true) String eventId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String examCode,
            @JsonProperty(required = true) String sessionId,
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version,
            @JsonProperty(required = true) Instant occurredAt,
            @Nullable Integer position,
            @Nullable Double theta)
            implements QbankEvent {
        public ItemPresented {
            check(eventId, tenantId, examCode, sessionId, questionId, version, occurredAt, position, theta);
        }
    }

    /** The candidate answered the item. */
    record ResponseRecorded(
            @JsonProperty(required = true) String eventId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String examCode,
            @JsonProperty(required = true) String sessionId,
            @JsonProperty(required = true) long questionId,
            @JsonProperty(required = true) int version,
            @JsonProperty(required = true) Instant occurredAt,
            @Nullable Integer position,
            @Nullable Boolean correct,
            @Nullable Double theta)
            implements QbankEvent {
        public ResponseRecorded {
            check(eventId, tenantId, examCode, sessionId, questionId, version, occurredAt, position, theta);
        }
    }

    private static void check(
            String eventId,
            String tenantId,
            String examCode,
            String sessionId,
            long questionId,
            int version,
            Instant occurredAt,
            @Nullable Integer position,
            @Nullable Double theta) {
        Require.text("event_id", eventId, MAX_TEXT);
        Require.exam(tenantId, examCode);
        Require.text("session_id", sessionId, MAX_TEXT);
        Require.item(questionId, version);
        Require.present("occurred_at", occurredAt);
        if (position != null) Require.within("position", position, 1, 100_000);
        if (theta != null) Require.within("theta", theta, -20.0, 20.0);
    }
}
