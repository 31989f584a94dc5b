package io.qbank.exposure.command.http;

import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.exposure.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The evidence that items are shown more often than their caps allow, day by day. */
final class EvidenceHandlers {
    private final Views views;

    EvidenceHandlers(Views views) {
        this.views = views;
    }

    /** One UTC day of an exam. */
    record Day(LocalDate day, List<Row> items) {}

    /**
     * One item's evidence after a day.
     *
     * @param lnE natural logarithm of the e-value
     * @param threshold the e-value that alone raises an alert
     */
    record Row(
            long questionId,
            int version,
            double lnE,
            double threshold,
            double p0,
            Instant epochStart,
            boolean provisional) {
        static final Comparator<Row> STRONGEST_FIRST = Comparator.comparingDouble(Row::lnE)
                .reversed()
                .thenComparingLong(Row::questionId)
                .thenComparingInt(Row::version);

        static Row of(Evidence row) {
            return new Row(
                    row.questionId(),
                    row.version(),
                    row.lnE(),
                    row.threshold(),
                    row.p0(),
                    row.epochStart(),
                    row.provisional());
        }
    }

    Answer evidence(Call call) {
        String exam = call.required("exam_code", 128);
        DayRange range = DayRange.of(call, views.daily().today());
        Long question = call.number("question_id", 1, Long.MAX_VALUE).orElse(null);
        List<Day> days = views.evidence().days(exam, range.from(), range.to(), question).entrySet().stream()
                .map(day -> new Day(day.getKey(), rows(day.getValue())))
                .toList();
        DayRange.bound(days.stream().mapToLong(day -> day.items().size()).sum());
        return Answer.ok(Map.of("days", days));
    }

    private static List<Row> rows(List<Evidence> rows) {
        return rows.stream().map(Row::of).sorted(Row.STRONGEST_FIRST).toList();
    }
}
