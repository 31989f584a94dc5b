package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.exposure.Evidence;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence against each item's cap, by exam and day. One writer, many readers. Days that {@link DailyView} forgets are
 * forgotten here too.
 */
public final class EvidenceView implements View<Evidence> {
    private final Clock clock;
    private final Map<String, NavigableMap<LocalDate, Map<ItemId, Evidence>>> exams = new ConcurrentHashMap<>();

    /** @param clock business time */
    public EvidenceView(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void apply(String key, @Nullable Evidence row) {
        if (row == null || row.day().isBefore(oldest())) return;
        NavigableMap<LocalDate, Map<ItemId, Evidence>> days =
                exams.computeIfAbsent(row.examCode(), exam -> new ConcurrentSkipListMap<>());
        if (!days.containsKey(row.day())) days.headMap(oldest()).clear();
        days.computeIfAbsent(row.day(), day -> new ConcurrentHashMap<>())
                .put(new ItemId(row.questionId(), row.version()), row);
    }

    /** The exam's days from one to another, both included, oldest first. */
    public NavigableMap<LocalDate, Map<ItemId, Evidence>> days(String examCode, LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, Map<ItemId, Evidence>> days = exams.get(examCode);
        return days == null || from.isAfter(to) ? new ConcurrentSkipListMap<>() : days.subMap(from, true, to, true);
    }

    private LocalDate oldest() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DailyView.DAYS_KEPT - 1L);
    }
}
