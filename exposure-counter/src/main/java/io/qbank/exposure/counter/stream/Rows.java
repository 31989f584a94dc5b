package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.counter.tally.Outcome;
import io.qbank.exposure.counter.tally.ThetaBins;
import io.qbank.exposure.counter.tally.Total;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Totals as they are published. */
final class Rows {
    private Rows() {}

    static DailyExposure item(ExamKey exam, Item item, int day, long exposures, @Nullable ItemControl control) {
        return new DailyExposure(
                exam.tenantId(),
                exam.examCode(),
                item.questionId(),
                item.version(),
                LocalDate.ofEpochDay(day),
                exposures,
                control == null ? null : (Double) control.k(),
                control == null ? null : control.cap());
    }

    static DailySessions sessions(ExamKey exam, int day, Total total) {
        boolean told = false;
        for (int slot = 1; slot < total.slots().length; slot++) told |= total.slots()[slot] != 0;
        return new DailySessions(
                exam.tenantId(),
                exam.examCode(),
                LocalDate.ofEpochDay(day),
                total.value(),
                told ? ThetaBins.histogram(total.slots(), 1) : null);
    }

    static DailyOutcomes outcomes(ExamKey exam, int day, Total total) {
        long[] slots = total.slots();
        Map<String, Long> rejected = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            var kind = outcome.kind();
            if (kind != null && slots[outcome.code()] > 0) rejected.put(kind.wire(), slots[outcome.code()]);
        }
        return new DailyOutcomes(
                exam.tenantId(),
                exam.examCode(),
                LocalDate.ofEpochDay(day),
                slots[Outcome.COUNTED.code()],
                slots[Outcome.DUPLICATE.code()],
                slots[Outcome.LATE.code()],
                slots[Outcome.FUTURE.code()],
                slots[Outcome.IGNORED.code()],
                rejected);
    }
}
