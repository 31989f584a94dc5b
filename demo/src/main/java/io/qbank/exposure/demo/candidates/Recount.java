package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.event.QbankEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was produced, counted the straightforward way: every item of every session once, on the UTC day of the session's
 * first event. The counter must come to the same numbers. Keeps all sessions in memory. One thread.
 */
public final class Recount {
    private final Map<String, LocalDate> dayOfSession = new HashMap<>();
    private final Map<String, Set<ItemKey>> itemsOfSession = new HashMap<>();
    private final Map<LocalDate, Map<ItemKey, Long>> exposures = new TreeMap<>();
    private final Map<LocalDate, Long> sessions = new TreeMap<>();
    private long events;

    /** Takes note of an event, the first time or again, in the order of sending. */
    public void add(QbankEvent event) {
        events++;
        LocalDate day = dayOfSession.computeIfAbsent(event.sessionId(), session -> {
            LocalDate first = event.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
            sessions.merge(first, 1L, Long::sum);
            return first;
        });
        ItemKey item = new ItemKey(event.questionId(), event.version());
        if (itemsOfSession
                .computeIfAbsent(event.sessionId(), session -> new HashSet<>())
                .add(item))
            exposures.computeIfAbsent(day, each -> new TreeMap<>()).merge(item, 1L, Long::sum);
    }

    /** Sessions that began on each day. */
    public Map<LocalDate, Long> sessions() {
        return sessions;
    }

    /** Exposures of each item on each day. */
    public Map<LocalDate, Map<ItemKey, Long>> exposures() {
        return exposures;
    }

    /** Events, with those sent again. */
    public long events() {
        return events;
    }

    /** Pairs of session and item: what a counter without fault adds up to. */
    public long uniqueExposures() {
        return exposures.values().stream()
                .flatMap(day -> day.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** As CSV: day, the sessions of that day, item, its exposures that day. */
    public String csv() {
        List<String> lines = new ArrayList<>(List.of("day,sessions,question_id,version,exposures"));
        exposures.forEach((day, counts) -> counts.forEach((item, count) -> lines.add(
                day + "," + sessions.get(day) + "," + item.questionId() + "," + item.version() + "," + count)));
        return String.join("\n", lines) + "\n";
    }
}
