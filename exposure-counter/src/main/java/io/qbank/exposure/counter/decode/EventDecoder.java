package io.qbank.exposure.counter.decode;

import io.qbank.exposure.counter.decode.Decoded.Broken;
import io.qbank.exposure.counter.decode.Decoded.Foreign;
import io.qbank.exposure.counter.decode.Decoded.Sighting;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.RejectionKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's value once. The usual event takes {@link FastPath}, which accepts only what the contract certainly accepts.
 * Everything else is put before the contract itself, {@link QbankEvent}: it accepts or says why not. So there is one set of
 * rules, and what is rejected is rejected by them. One thread.
 */
public final class EventDecoder {
    /**
     * Largest event, bytes. Brokers bound what producers send as it comes, compressed; unpacked, a record can be a
     * thousand times as large.
     */
    public static final int MOST_BYTES = 4 << 20;

    private static final String TOO_LARGE = "an event must be at most " + MOST_BYTES + " bytes, was more";
    private final FastPath fast = new FastPath();

    /** Reads a value; null is a tombstone, which this topic does not have. */
    public Decoded decode(byte @Nullable [] value) {
        if (value == null)
            return new Broken(Decoded.NOBODY, RejectionKind.NOT_AN_OBJECT, "a JSON object is required, was no value");
        if (value.length > MOST_BYTES) return new Broken(Decoded.NOBODY, RejectionKind.TOO_LARGE, TOO_LARGE);
        Decoded usual = fast.read(value);
        return usual != null ? usual : byContract(value);
    }

    static Decoded byContract(byte[] value) {
        try {
            QbankEvent event = Json.read(value, QbankEvent.class);
            Double theta = event.theta();
            return new Sighting(
                    new ExamKey(event.tenantId(), event.examCode()),
                    event.sessionId(),
                    event.questionId(),
                    event.version(),
                    event.occurredAt().toEpochMilli(),
                    theta == null ? Double.NaN : theta);
        } catch (InvalidMessageException invalid) {
            ExamKey exam = invalid.kind() == RejectionKind.NOT_JSON ? Decoded.NOBODY : Owner.of(value);
            return invalid.kind() == RejectionKind.UNKNOWN_TYPE
                    ? new Foreign(exam)
                    : new Broken(exam, invalid.kind(), String.valueOf(invalid.getMessage()));
        }
    }
}
