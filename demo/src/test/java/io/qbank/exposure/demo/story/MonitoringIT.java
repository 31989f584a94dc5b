package io.qbank.exposure.demo.story;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.devkit.DevClock;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards against a real Prometheus that scraped the real services while candidates sat tests, a calibration ran and
 * a day closed: every panel shows something. And every metric that the services export is explained.
 */
class MonitoringIT {
    private static final String SECRET = "a-secret-of-a-test-and-of-nothing-else";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TODAY = "qbank_exposure_";
    private static final Path METRICS = Path.of("..", "docs", "METRICS.md");

    @TempDir
    private Path directory;

    private final Map<String, Integer> ports = Map.of(
            "command-api", Ports.free(),
            "exposure-counter", Ports.free(),
            "calibrator", Ports.free());

    @Test
    void everyPanelHasDataAndEveryMetricIsExplained() throws Exception {
        LocalDate first = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(3);
        DevClock clock = DevClock.startingAt(midnight(first), 1);
        try (DevStack stack = DevStack.start(directory.resolve("stack"), 0, 0)) {
            try (Bank bank = Bank.open(stack.postgres().url())) {
                bank.publish(DemoOptions.EXAM, DemoPool.items());
            }
            try (Prometheus prometheus = Prometheus.scraping(directory.resolve("prometheus"), ports);
                    House house = House.open(environment(stack), housePorts(), clock)) {
                live(house, stack, clock, first);

                assertAll(this::assertExplained, () -> assertPanels(prometheus));
            }
        }
    }

    private void live(House house, DevStack stack, DevClock clock, LocalDate first) throws Exception {
        house.awaitReady();
        String token = Tokens.token(
                SECRET, "test", "admin", Samples.TENANT, Instant.now().plus(Duration.ofHours(1)));
        Api api = new Api(house.api(), token);
        new CalibrationOverHttp(api).run(DemoOptions.CALIBRATION, status -> {});
        for (int day = 1; day <= 2; day++) {
            LocalDate date = first.plusDays(day);
            clock.jumpTo(midnight(date).plus(Duration.ofMinutes(30)));
            Recount sent = play(stack, "day-" + day, date);
            Patience.until(PATIENCE, () -> {
                house.requireAlive();
                return Observed.daily(api, date, date).differsFrom(sent);
            });
        }
        eventually(
                PATIENCE,
                "the first day is judged",
                () -> Scrape.text(ports.get("exposure-counter")).contains("qbank_drift_ln_e{"));
    }

    private static Recount play(DevStack stack, String name, LocalDate day) throws InterruptedException {
        Recount recount = new Recount();
        Crowd crowd = new Crowd(
                KafkaClients.plain(stack.kafka().bootstrap()),
                Topics.EVENTS,
                new Crowd.Exam(Samples.TENANT, DemoOptions.EXAM, DemoOptions.LENGTH, DemoOptions.DUPLICATES, 0));
        crowd.play(
                name,
                new Timetable(midnight(day).plus(Duration.ofMinutes(20)), Duration.ofMinutes(10), 60),
                day.toEpochDay(),
                Pace.unlimited(),
                recount);
        return recount;
    }

    private void assertPanels(Prometheus prometheus) throws Exception {
        List<Dashboard.Query> queries = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) queries.addAll(dashboard.queries());
        assertTrue(queries.size() > 30, () -> "queries: " + queries.size());
        // A counter that does not export today's rates leaves their panels empty; one that does must fill them all.
        if (!Scrape.text(ports.get("exposure-counter")).contains("# HELP " + TODAY))
            queries.removeIf(query -> query.expression().contains(TODAY));
        Map<String, String> silent = new LinkedHashMap<>();
        eventually(PATIENCE, "every panel has data", () -> {
            silent.clear();
            for (Dashboard.Query query : queries)
                if (!prometheus.hasData(query.expression())) silent.put(query.panel(), query.expression());
            if (!silent.isEmpty()) throw new AssertionError(silent.toString());
            return true;
        });
    }

    private void assertExplained() throws Exception {
        String document = Files.readString(METRICS);
        Path scrapes = Files.createDirectories(Path.of("target", "scrapes"));
        Map<String, String> unexplained = new TreeMap<>();
        for (Map.Entry<String, Integer> service : ports.entrySet()) {
            String text = Scrape.text(service.getValue());
            Files.writeString(scrapes.resolve(service.getKey() + ".txt"), text);
            Scrape.families(text).forEach((name, help) -> {
                if (name.startsWith("kafka_")) return; // Kafka's own, and a few of them come without a help text
                if (help.isEmpty()) unexplained.put(name, "has no help text (" + service.getKey() + ")");
                else if (!document.contains("| `" + name + "` |"))
                    unexplained.put(name, "is not in docs/METRICS.md (" + service.getKey() + "): " + help);
            });
        }
        assertEquals(Map.of(), unexplained);
    }

    private Map<String, String> environment(DevStack stack) {
        return Map.of(
                "KAFKA_BOOTSTRAP", stack.kafka().bootstrap(),
                "DATABASE_URL", stack.postgres().url(),
                "APP_SECRET", SECRET,
                "STATE_DIR", directory.resolve("state").toString());
    }

    private DemoOptions.Ports housePorts() {
        return new DemoOptions.Ports(
                ports.get("command-api"), ports.get("exposure-counter"), ports.get("calibrator"), 0, 0);
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
