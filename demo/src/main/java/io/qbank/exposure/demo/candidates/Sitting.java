package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.demo.candidates.AdaptiveTest.Administered;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.event.QbankEvent.ItemPresented;
import io.qbank.exposure.schemas.event.QbankEvent.ResponseRecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One candidate's test as the platform tells of it: each item presented and answered, a minute and a half apart.
 *
 * @param start when the first item is presented
 * @param theta ability, which the events carry
 */
record Sitting(
        String tenantId, String examCode, String sessionId, Instant start, double theta, List<Administered> items) {
    private static final Duration ITEM = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final double WIDEST = 4;

    /** From the first item to the last answer. */
    static Duration lasting(int items) {
        return ITEM.multipliedBy(items);
    }

    /** In the order in which they happen. */
    List<QbankEvent> events() {
        List<QbankEvent> events = new ArrayList<>();
        double estimate = Math.max(-WIDEST, Math.min(WIDEST, theta));
        for (int i = 0; i < items.size(); i++) {
            Instant shown = start.plus(ITEM.multipliedBy(i));
            ItemKey item = items.get(i).item();
            String id = sessionId + '-' + (i + 1);
            events.add(new ItemPresented(
                    id + 'p',
                    tenantId,
                    examCode,
                    sessionId,
                    item.questionId(),
                    item.version(),
                    shown,
                    i + 1,
                    estimate));
            events.add(new ResponseRecorded(
                    id + 'r',
                    tenantId,
                    examCode,
                    sessionId,
                    item.questionId(),
                    item.version(),
                    shown.plus(ANSWER),
                    i + 1,
                    items.get(i).correct(),
                    estimate));
        }
        return events;
    }
}
