package io.qbank.exposure.demo.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.demo.chaos.check.Ledger.Fate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics say, read on from look to look; exposure.items is read anew each time, as by one who has just come. */
final class TopicLook implements AutoCloseable {
    private static final Set<String> ENDS = Set.of("done", "empty", "failed", "cancelled");
    private final TopicReader events;
    private final TopicReader items;
    private final TopicReader results;
    private final Map<String, Long> daily = new TreeMap<>();
    private final Map<String, JsonNode> outcomes = new HashMap<>();
    private final Map<String, Set<String>> announced = new HashMap<>();
    private final List<Drift.Alert> alerts = new ArrayList<>();
    private final Map<String, Set<Long>> starts = new HashMap<>();
    private long rejected;

    TopicLook(String bootstrap) {
        events = new TopicReader(bootstrap, List.of("events.qbank"));
        items = new TopicReader(bootstrap, List.of("exposure.items"));
        results = new TopicReader(
                bootstrap,
                List.of(
                        "exposure.daily",
                        "exposure.outcomes",
                        "exposure.drift",
                        "events.qbank.rejected",
                        "commands.calibration",
                        "progress.calibration"));
    }

    /** Reads on to the present ends. */
    void look() {
        results.read(this::note);
    }

    Counts counts() {
        Map<Fate, Long> fates = new TreeMap<>();
        for (JsonNode day : outcomes.values()) {
            for (Fate fate : Fate.values())
                add(fates, fate, day.path(fate.name().toLowerCase(Locale.ROOT)).asLong());
            day.path("rejected").forEach(kind -> add(fates, Fate.REJECTED, kind.asLong()));
        }
        return new Counts(new TreeMap<>(daily), fates, events.length(), rejected);
    }

    Drift drift() {
        Map<String, Integer> times = new TreeMap<>();
        starts.forEach((job, places) -> times.put(job, places.size()));
        return new Drift(List.copyOf(alerts), times);
    }

    Map<String, Set<String>> announced() {
        return announced;
    }

    /** k by {@code question/version}, as whoever begins to read now finds it. */
    Map<String, Double> controls() {
        Map<String, Double> controls = new TreeMap<>();
        items.rewind();
        items.read(record -> {
            String item = record.key().substring(record.key().indexOf('/') + 1);
            if (empty(record)) controls.remove(item);
            else controls.put(item, TopicReader.json(record.value()).path("k").doubleValue());
        });
        return controls;
    }

    @Override
    public void close() {
        try (events;
                items) {
            results.close();
        }
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        switch (record.topic()) {
            case "events.qbank.rejected" -> rejected++;
            case "exposure.daily" -> daily(TopicReader.json(record.value()));
            case "exposure.outcomes" -> outcomes.put(record.key(), TopicReader.json(record.value()));
            case "exposure.drift" -> alert(TopicReader.json(record.value()));
            case "commands.calibration" -> command(record);
            case "progress.calibration" -> progress(TopicReader.json(record.value()));
            default -> throw new IllegalStateException("nobody asked for " + record.topic());
        }
    }

    private void daily(JsonNode row) {
        String item =
                row.path("question_id").asText() + '/' + row.path("version").asText();
        daily.put(
                Ledger.key(row.path("exam_code").asText(), item, row.path("day").asText()),
                row.path("exposures").asLong());
    }

    private void alert(JsonNode row) {
        String cause = row.path("exam_code").asText() + ' '
                + row.path("epoch_start").asText() + " #" + row.path("alert").asText();
        alerts.add(new Drift.Alert(cause, Optional.ofNullable(row.path("job_id").textValue())));
    }

    private void command(ConsumerRecord<String, byte[]> record) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        if (!text.contains("\"drift\"")) return; // among ours are some that are not even JSON
        JsonNode command = TopicReader.json(record.value());
        if (command.path("type").asText().equals("calibration.start"))
            starts.computeIfAbsent(command.path("job_id").asText(), first -> new HashSet<>())
                    .add(record.offset());
    }

    private void progress(JsonNode step) {
        String state = step.path("state").asText();
        if (!ENDS.contains(state)) return;
        String said =
                state + " attempt " + step.path("attempt") + " iterations " + step.path("current_iter") + " updated "
                        + step.path("result").path("updated") + " result "
                        + step.path("result").toString().hashCode() + " reason " + step.path("reason");
        announced
                .computeIfAbsent(step.path("job_id").asText(), first -> new TreeSet<>())
                .add(said);
    }

    private static void add(Map<Fate, Long> fates, Fate fate, long more) {
        if (more > 0) fates.merge(fate, more, Long::sum);
    }

    @SuppressWarnings("NullAway") // a tombstone's value is null, and the client's type does not say so
    private static boolean empty(ConsumerRecord<String, byte[]> record) {
        return record.value() == null;
    }
}
