package io.qbank.exposure.counter.decode;

import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.topic.RejectionKind;

/** What a record on events.qbank turned out to be. */
public sealed interface Decoded {
    /** Whose records do not tell their tenant and exam. */
    ExamKey NOBODY = new ExamKey(DailyOutcomes.UNKNOWN, DailyOutcomes.UNKNOWN);

    /** Under whose outcomes it counts. */
    ExamKey exam();

    /**
     * An item was presented or answered.
     *
     * @param occurredAt milliseconds since 1970, rounded down
     * @param theta NaN when the event tells none
     */
    record Sighting(ExamKey exam, String sessionId, long questionId, int version, long occurredAt, double theta)
            implements Decoded {}

    /** An event of another type: somebody else's. */
    record Foreign(ExamKey exam) implements Decoded {}

    /** Ours by its type, or nobody's, and not fit to be counted. */
    record Broken(ExamKey exam, RejectionKind kind, String reason) implements Decoded {}
}
