package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Live counts by exam and day, and the totals of an item over all exams. One writer, many readers. Days older than the
 * topic keeps them are forgotten, by the injected clock.
 */
public final class DailyView {
    /** Days that can be asked for, today among them. */
    public static final int DAYS_KEPT = 35;

    private final Clock clock;
    private final Map<String, NavigableMap<LocalDate, Day>> exams = new ConcurrentHashMap<>();
    private final NavigableMap<LocalDate, Map<ItemId, Long>> totals = new ConcurrentSkipListMap<>();

    public DailyView(Clock clock) {
        this.clock = clock;
    }

    /**
     * Exposures of an item on a day of an exam.
     *
     * @param k exposure control parameter when it was counted
     * @param cap cap when it was counted
     */
    public record Count(
            long exposures, @Nullable Double k, @Nullable Double cap) {}

    /** One exam's day. Read by many while one counts on. */
    public static final class Day {
        private final Map<ItemId, Count> counts = new ConcurrentHashMap<>();
        private volatile long sessions;

        public long sessions() {
            return sessions;
        }

        public Map<ItemId, Count> counts() {
            return counts;
        }
    }

    /** Takes a count. */
    public void exposure(String key, @Nullable DailyExposure row) {
        if (row == null || forgotten(row.day())) return;
        ItemId id = new ItemId(row.questionId(), row.version());
        Count now = new Count(row.exposures(), row.k(), row.cap());
        Count before = day(row.examCode(), row.day()).counts.put(id, now);
        long more = now.exposures - (before == null ? 0 : before.exposures);
        totals.computeIfAbsent(row.day(), day -> new ConcurrentHashMap<>()).merge(id, more, Long::sum);
    }

    /** Takes a number of sessions. */
    public void sessions(String key, @Nullable DailySessions row) {
        if (row == null || forgotten(row.day())) return;
        day(row.examCode(), row.day()).sessions = row.sessions();
    }

    /** The exam's days from one to another, both included, oldest first. */
    public NavigableMap<LocalDate, Day> days(String examCode, LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, Day> days = exams.get(examCode);
        return days == null || from.isAfter(to) ? new ConcurrentSkipListMap<>() : days.subMap(from, true, to, true);
    }

    /** Exposures of an item over all exams in the days up to and including today. */
    public long total(ItemId id, int days) {
        LocalDate today = today();
        return totals.subMap(today.minusDays(days - 1L), true, today, true).values().stream()
                .mapToLong(day -> Optional.ofNullable(day.get(id)).orElse(0L))
                .sum();
    }

    /** The UTC day it is. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Day day(String examCode, LocalDate day) {
        NavigableMap<LocalDate, Day> days = exams.computeIfAbsent(examCode, exam -> new ConcurrentSkipListMap<>());
        Day known = days.get(day);
        if (known != null) return known;
        forget();
        return days.computeIfAbsent(day, added -> new Day());
    }

    private boolean forgotten(LocalDate day) {
        return day.isBefore(oldest());
    }

    private LocalDate oldest() {
        return today().minusDays(DAYS_KEPT - 1L);
    }

    private void forget() {
        LocalDate oldest = oldest();
        exams.values().forEach(days -> days.headMap(oldest).clear());
        totals.headMap(oldest).clear();
    }
}
