package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The evidence against each item's cap, by exam and day, kept as it was written and read when somebody asks: there is a row
 * for every item of every day, and few are ever looked at. One writer, many readers. Days that {@link DailyView} forgets are
 * forgotten here too.
 */
public final class EvidenceView implements View<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceView.class);

    private final Clock clock;
    private final Map<String, NavigableMap<LocalDate, Map<ItemId, byte[]>>> exams = new ConcurrentHashMap<>();

    /** @param clock business time */
    public EvidenceView(Clock clock) {
        this.clock = clock;
    }

    /** Takes a row under its key, {@code tenant/exam/question/version/day}; the exam may hold a slash. */
    @Override
    public void apply(String key, byte @Nullable [] row) {
        int day = key.lastIndexOf('/');
        int version = key.lastIndexOf('/', day - 1);
        int question = key.lastIndexOf('/', version - 1);
        try {
            ItemId item = new ItemId(
                    Long.parseLong(key.substring(question + 1, version)),
                    Integer.parseInt(key.substring(version + 1, day)));
            String exam = key.substring(key.indexOf('/') + 1, question);
            put(exam, LocalDate.parse(key.substring(day + 1)), item, row);
        } catch (NumberFormatException | DateTimeException | StringIndexOutOfBoundsException odd) {
            throw new InvalidMessageException("key", "key must be tenant/exam/question/version/day, was " + key);
        }
    }

    private void put(String exam, LocalDate day, ItemId item, byte @Nullable [] row) {
        if (row == null || day.isBefore(oldest())) return;
        NavigableMap<LocalDate, Map<ItemId, byte[]>> days =
                exams.computeIfAbsent(exam, added -> new ConcurrentSkipListMap<>());
        if (!days.containsKey(day)) days.headMap(oldest()).clear();
        days.computeIfAbsent(day, added -> new ConcurrentHashMap<>()).put(item, row);
    }

    /**
     * The exam's days from one to another, both included, oldest first; of all items or of one question. A row that breaks
     * its contract is passed over.
     */
    public NavigableMap<LocalDate, List<Evidence>> days(
            String examCode, LocalDate from, LocalDate to, @Nullable Long questionId) {
        NavigableMap<LocalDate, List<Evidence>> read = new TreeMap<>();
        NavigableMap<LocalDate, Map<ItemId, byte[]>> days = exams.get(examCode);
        if (days == null || from.isAfter(to)) return read;
        days.subMap(from, true, to, true)
                .forEach((day, rows) -> read.put(
                        day,
                        rows.entrySet().stream()
                                .filter(row ->
                                        questionId == null || row.getKey().questionId() == questionId)
                                .flatMap(row -> read(row.getValue()))
                                .toList()));
        return read;
    }

    private static Stream<Evidence> read(byte[] row) {
        try {
            return Stream.of(Json.read(row, Evidence.class));
        } catch (InvalidMessageException broken) {
            LOG.warn("a row of evidence breaks its contract and is passed over: {}", broken.getMessage());
            return Stream.empty();
        }
    }

    private LocalDate oldest() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DailyView.DAYS_KEPT - 1L);
    }
}
