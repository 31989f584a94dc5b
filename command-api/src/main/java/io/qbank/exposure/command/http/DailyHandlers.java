package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qbank.exposure.command.view.DailyView;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Observed exposure by day, and the alerts it raised. */
final class DailyHandlers {
    private final Views views;

    DailyHandlers(Views views) {
        this.views = views;
    }

    /** One UTC day of an exam. */
    record Day(LocalDate day, long sessions, List<Row> items) {}

    /** One item's day; the rate is null while the day has no sessions. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            long questionId,
            int version,
            @Nullable Long topicId,
            long exposures,
            @Nullable Double rate,
            @Nullable Double cap,
            @Nullable Double k) {
        static final Comparator<Row> MOST_EXPOSED_FIRST = Comparator.comparingLong(Row::exposures)
                .reversed()
                .thenComparingLong(Row::questionId)
                .thenComparingInt(Row::version);
    }

    Answer daily(Call call) {
        String exam = call.required("exam_code", 128);
        DayRange range = DayRange.of(call, views.daily().today());
        Predicate<Row> wanted = wanted(call);
        NavigableMap<LocalDate, DailyView.Day> days = views.daily().days(exam, range.from(), range.to());
        List<Day> shown = days.entrySet().stream()
                .map(entry -> day(entry.getKey(), entry.getValue(), wanted))
                .toList();
        DayRange.bound(shown.stream().mapToLong(day -> day.items().size()).sum());
        return Answer.ok(Map.of("days", shown));
    }

    Answer drift(Call call) {
        String exam = call.required("exam_code", 128);
        int limit = call.number("limit", 1, 500).orElse(100L).intValue();
        return Answer.ok(Map.of("events", views.drift().events(exam, limit)));
    }

    private static Predicate<Row> wanted(Call call) {
        Predicate<Row> topic = call.number("topic_id", Long.MIN_VALUE, Long.MAX_VALUE)
                .<Predicate<Row>>map(id -> row -> id.equals(row.topicId()))
                .orElse(row -> true);
        Predicate<Row> question = call.number("question_id", 1, Long.MAX_VALUE)
                .<Predicate<Row>>map(id -> row -> row.questionId() == id)
                .orElse(row -> true);
        return topic.and(question);
    }

    private Day day(LocalDate date, DailyView.Day day, Predicate<Row> wanted) {
        long sessions = day.sessions();
        List<Row> rows = day.counts().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), sessions))
                .filter(wanted)
                .sorted(Row.MOST_EXPOSED_FIRST)
                .toList();
        return new Day(date, sessions, rows);
    }

    private Row row(ItemId id, DailyView.Count count, long sessions) {
        return new Row(
                id.questionId(),
                id.version(),
                views.items().item(id).map(ItemState::topicId).orElse(null),
                count.exposures(),
                sessions == 0 ? null : (double) count.exposures() / sessions,
                count.cap(),
                count.k());
    }
}
