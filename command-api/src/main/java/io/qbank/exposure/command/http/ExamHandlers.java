package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qbank.exposure.command.view.ItemId;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is published: the exams, and everything the bank says of an exam's items. */
final class ExamHandlers {
    private static final int RECENT_DAYS = 7;

    private final Views views;

    ExamHandlers(Views views) {
        this.views = views;
    }

    /**
     * An exam in the list.
     *
     * @param items published item versions
     * @param controlled items with k below 1
     * @param locked items that runs leave alone
     */
    record Exam(String examCode, int items, int controlled, int locked) {
        private Exam with(ItemState item) {
            return new Exam(examCode, items + 1, controlled + (item.k() < 1 ? 1 : 0), locked + (item.locked() ? 1 : 0));
        }
    }

    /** One item as the bank has it, and its exposures of the last seven days over all exams. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Row(
            long questionId,
            int version,
            @Nullable Long topicId,
            double a,
            double b,
            double c,
            double shP,
            @Nullable Double cap,
            @Nullable Double ownCap,
            String rejection,
            boolean locked,
            @Nullable String jobId,
            @Nullable Instant effectiveFrom,
            long recentAttempts) {
        static final Comparator<Row> BY_QUESTION =
                Comparator.comparingLong(Row::questionId).thenComparingInt(Row::version);
    }

    Answer list(Call call) {
        Map<String, Exam> exams = new TreeMap<>();
        for (ItemState item : views.items().all())
            for (String code : item.exams())
                exams.put(
                        code, exams.getOrDefault(code, new Exam(code, 0, 0, 0)).with(item));
        return Answer.ok(Map.of("exams", exams.values()));
    }

    Answer items(Call call) {
        String exam = call.path("exam_code", 128);
        List<Row> rows = views.items().all().stream()
                .filter(item -> item.exams().contains(exam))
                .map(this::row)
                .sorted(Row.BY_QUESTION)
                .toList();
        if (rows.isEmpty()) throw new ProblemException(404, "there is no exam " + exam);
        return Answer.ok(Map.of("items", rows));
    }

    private Row row(ItemState item) {
        return new Row(
                item.questionId(),
                item.version(),
                item.topicId(),
                item.a(),
                item.b(),
                item.c(),
                item.k(),
                item.cap(),
                item.ownCap(),
                item.rejection(),
                item.locked(),
                item.jobId(),
                item.effectiveFrom(),
                views.daily().total(new ItemId(item.questionId(), item.version()), RECENT_DAYS));
    }
}
