package io.qbank.exposure.counter.tally;

import java.util.Map;

/** What an exam has counted on a day. Immutable. */
public record ExamDay(ExamKey exam, long sessions, Map<Item, Long> exposures) {
    public ExamDay {
        exposures = Map.copyOf(exposures);
    }
}
