package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.exposure.DriftEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The latest alerts of each exam, newest first. One writer, many readers. */
public final class DriftView implements View<DriftEvent> {
    /** Alerts kept of an exam. */
    public static final int MOST = 500;

    private final Map<String, NavigableMap<Place, DriftEvent>> exams = new ConcurrentHashMap<>();

    /** An alert has one number in its epoch, however often it is told. */
    private record Place(Instant at, Instant epochStart, int alert) {
        static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::at)
                .thenComparing(Place::epochStart)
                .thenComparingInt(Place::alert)
                .reversed();
    }

    @Override
    public void apply(String key, @Nullable DriftEvent event) {
        if (event == null) return;
        NavigableMap<Place, DriftEvent> events =
                exams.computeIfAbsent(event.examCode(), exam -> new ConcurrentSkipListMap<>(Place.NEWEST_FIRST));
        events.put(new Place(event.at(), event.epochStart(), event.alert()), event);
        if (events.size() > MOST) events.pollLastEntry();
    }

    /** At most so many alerts of an exam, newest first. */
    public List<DriftEvent> events(String examCode, int most) {
        Map<Place, DriftEvent> events = exams.getOrDefault(examCode, new ConcurrentSkipListMap<>(Place.NEWEST_FIRST));
        return events.values().stream().limit(most).toList();
    }
}
