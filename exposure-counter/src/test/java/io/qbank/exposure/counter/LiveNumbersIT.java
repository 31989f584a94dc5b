package io.qbank.exposure.counter;

import static java.util.stream.Collectors.toSet;

import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Gauges on /metrics follow the tasks: each exam is shown by the instance that counts it, after every move and restart. */
class LiveNumbersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final int EXAMS = 12;
    private final String tenant = Samples.unique("tenant");
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void examsAreShownByWhomeverCountsThemAndStillAfterARestart() {
        try (Harness harness = new Harness(4)) {
            Counter first = start(harness);
            harness.produce(events(harness.events));
            awaitShown("the first shows all exams", () -> all().equals(exams(first)));

            Counter second = start(harness);
            awaitShown("they share the exams", () -> {
                Set<String> here = exams(first);
                Set<String> there = exams(second);
                return !here.isEmpty()
                        && !there.isEmpty()
                        && here.size() + there.size() == EXAMS
                        && distinct(here, there);
            });
            first.running.stop();
            awaitShown("the second shows all exams", () -> all().equals(exams(second)));
            second.running.stop();
            Counter third = start(harness);
            awaitShown("nothing was counted again, and all is shown", () -> all().equals(exams(third)));

            // some come with a client's first answer, such as its lag
            for (String name : List.of(
                    "qbank_exposure_item_series_limit 50.0",
                    "qbank_exposure_topic_rate_mean{exam=\"EXAM-3\",tenant=\"" + tenant + "\",topic=\"unknown\"} 0.625",
                    "qbank_stream_lag{topic=\"" + harness.events + "\"} 0.0",
                    "qbank_state_bytes{store=\"sessions\"}",
                    "qbank_restore_remaining_records{store=\"totals\"} 0.0",
                    "qbank_events_total{kind=\"\",outcome=\"counted\",tenant=\"unknown\"}",
                    "kafka_stream_thread_process_total",
                    "jvm_memory_used_bytes"))
                awaitShown(name, () -> metrics(third).contains(name));
        }
    }

    /** Two sessions an exam: both see item 1, one item 2, the other items 3 and 4. The mean of the four rates is 5/8. */
    private List<ProducerRecord<byte[], byte[]>> events(String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int exam = 0; exam < EXAMS; exam++)
            for (String seen : List.of("a/1", "b/1", "a/2", "b/3", "b/4")) {
                String session = exam + "-" + seen.charAt(0);
                long item = (long) seen.charAt(2) - '0';
                records.add(new ProducerRecord<>(
                        topic,
                        null,
                        NOON.toEpochMilli(),
                        session.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(Samples.presented(tenant, "EXAM-" + exam, session, item, 1, NOON))));
            }
        return records;
    }

    private Counter start(Harness harness) {
        Map<String, String> environment = new HashMap<>(harness.environment);
        int port = Ports.free();
        environment.put("HTTP_PORT", Integer.toString(port));
        environment.put("STATE_DIR", harness.newState());
        environment.put("STREAM_THREADS", "1");
        return new Counter(harness.start(ExposureCounterConfig.from(environment), CLOCK), port);
    }

    private void awaitShown(String what, Eventually.ThrowingSupplier<Boolean> condition) {
        Eventually.eventually(PATIENCE, what, condition);
    }

    /** The exams that a counter shows, if it shows the right numbers of them. */
    private Set<String> exams(Counter counter) throws IOException, InterruptedException {
        String metrics = metrics(counter);
        return all().stream()
                .filter(exam -> metrics.contains(
                                "qbank_exposure_sessions{exam=\"" + exam + "\",tenant=\"" + tenant + "\"} 2.0")
                        && metrics.contains("qbank_exposure_rate{exam=\"" + exam + "\",question_id=\"1\",tenant=\""
                                + tenant + "\",topic=\"unknown\",version=\"1\"} 1.0"))
                .collect(toSet());
    }

    private String metrics(Counter counter) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + counter.port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<String> all() {
        return IntStream.range(0, EXAMS).mapToObj(exam -> "EXAM-" + exam).collect(toSet());
    }

    private static boolean distinct(Set<String> one, Set<String> other) {
        return one.stream().noneMatch(other::contains);
    }

    private record Counter(Harness.Running running, int port) {}
}
