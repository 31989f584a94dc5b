package io.qbank.exposure.counter.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.counter.stream.ItemControl;
import io.qbank.exposure.counter.tally.ExamDay;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.counter.tally.LiveExams;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Today's exposure of the exams counted in this process, as gauges. They are worked out when somebody is about to look: that
 * walks over the items of these exams once. Of each exam only the worst items are shown. Thread-safe.
 */
public final class LiveNumbers {
    private static final String[] ITEM = {"tenant", "exam", "topic", "question_id", "version"};
    private static final String[] TOPIC = {"tenant", "exam", "topic"};
    private static final String[] EXAM = {"tenant", "exam"};
    private static final int DAY_MS = 86_400_000;

    private final LiveExams exams;
    private final Clock clock;
    private final int worst;
    private final GaugeFamily rates;
    private final GaugeFamily caps;
    private final GaugeFamily controls;
    private final GaugeFamily exposures;
    private final GaugeFamily sessions;
    private final GaugeFamily shownItems;
    private final GaugeFamily topicMeans;
    private final GaugeFamily topicMaxima;

    /** @param worst how many items of an exam are shown at most */
    public LiveNumbers(LiveExams exams, Clock clock, int worst, MeterRegistry registry) {
        this.exams = exams;
        this.clock = clock;
        this.worst = worst;
        String today = ", today (UTC)";
        rates = new GaugeFamily(registry, "qbank.exposure.rate", "Share of sessions that saw an item" + today, ITEM);
        caps = new GaugeFamily(registry, "qbank.exposure.cap", "Highest share allowed", ITEM);
        controls = new GaugeFamily(registry, "qbank.exposure.k", "Exposure control parameter", ITEM);
        exposures = new GaugeFamily(registry, "qbank.exposure.exposures", "Sessions that saw an item" + today, ITEM);
        sessions = new GaugeFamily(registry, "qbank.exposure.sessions", "Sessions" + today, EXAM);
        shownItems =
                new GaugeFamily(registry, "qbank.exposure.items", "Items seen in at least one session" + today, EXAM);
        topicMeans = new GaugeFamily(
                registry, "qbank.exposure.topic.rate.mean", "Mean rate of a topic's items" + today, TOPIC);
        topicMaxima = new GaugeFamily(
                registry, "qbank.exposure.topic.rate.max", "Largest rate of a topic's items" + today, TOPIC);
        Gauge.builder("qbank.exposure.item.series.limit", () -> worst)
                .description("Items of an exam that have series of their own: the largest shares of the cap")
                .register(registry);
    }

    /**
     * Brings the gauges up to date.
     *
     * @param bank what is known of items, as the counter keeps it
     */
    public synchronized void refresh(ReadOnlyKeyValueStore<String, byte[]> bank) {
        int today = (int) Math.floorDiv(clock.millis(), (long) DAY_MS);
        List<ExamDay> counted = exams.on(today);
        Map<String, Map<Item, ItemControl>> known = counted.isEmpty() ? Map.of() : ExamNumbers.byTenant(read(bank));
        show(counted.stream()
                .map(day -> ExamNumbers.of(day, known.getOrDefault(day.exam().tenantId(), Map.of())))
                .toList());
    }

    private void show(List<ExamNumbers> numbers) {
        Map<List<String>, Double> perSessions = new HashMap<>();
        Map<List<String>, Double> perItems = new HashMap<>();
        Map<List<String>, Double> means = new HashMap<>();
        Map<List<String>, Double> maxima = new HashMap<>();
        for (ExamNumbers exam : numbers) {
            ExamKey key = exam.day().exam();
            perSessions.put(
                    List.of(key.tenantId(), key.examCode()), (double) exam.day().sessions());
            perItems.put(List.of(key.tenantId(), key.examCode()), (double)
                    exam.items().size());
            exam.topics().forEach((topic, rate) -> {
                means.put(List.of(key.tenantId(), key.examCode(), topic), rate.mean());
                maxima.put(List.of(key.tenantId(), key.examCode(), topic), rate.max());
            });
        }
        sessions.show(perSessions);
        shownItems.show(perItems);
        topicMeans.show(means);
        topicMaxima.show(maxima);
        showItems(numbers);
    }

    private void showItems(List<ExamNumbers> numbers) {
        Map<List<String>, Double> rate = new HashMap<>();
        Map<List<String>, Double> cap = new HashMap<>();
        Map<List<String>, Double> k = new HashMap<>();
        Map<List<String>, Double> exposed = new HashMap<>();
        for (ExamNumbers exam : numbers)
            exam.items().stream().limit(worst).forEach(item -> {
                List<String> series = series(exam.day().exam(), item);
                rate.put(series, item.rate());
                exposed.put(series, (double) item.exposures());
                Double limit = item.cap();
                if (limit != null) cap.put(series, limit);
                if (item.control() != null) k.put(series, item.control().k());
            });
        rates.show(rate);
        caps.show(cap);
        controls.show(k);
        exposures.show(exposed);
    }

    private static List<String> series(ExamKey exam, ItemNumbers numbers) {
        return List.of(
                exam.tenantId(),
                exam.examCode(),
                numbers.topic(),
                Long.toString(numbers.item().questionId()),
                Integer.toString(numbers.item().version()));
    }

    private static Map<String, ItemControl> read(ReadOnlyKeyValueStore<String, byte[]> bank) {
        Map<String, ItemControl> read = new HashMap<>();
        try (KeyValueIterator<String, byte[]> stored = bank.all()) {
            while (stored.hasNext()) {
                KeyValue<String, byte[]> item = stored.next();
                if (item.value != null) read.put(item.key, ItemControl.parse(item.value));
            }
        }
        return read;
    }
}
