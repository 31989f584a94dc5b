package io.qbank.exposure.demo.console;

import static io.qbank.exposure.devkit.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.calibrator.CalibratorMain;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.command.CommandApi;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three services on a Kafka and a PostgreSQL, an exam of 300 items; the API can be taken away and brought back. */
final class ConsoleHouse implements AutoCloseable {
    static final String EXAM = "CONSOLE-EXAM";
    private static final String SECRET = "a secret that only the tests of the console use";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Clock CLOCK = Clock.systemUTC();

    private final DevStack stack;
    private final Map<String, String> environment = new HashMap<>();
    private final StopSignal stop = new StopSignal();
    private final List<Thread> services = new ArrayList<>();
    private final int port = Ports.free();
    private CommandApi api;
    private int crowds;

    private ConsoleHouse(Path directory) {
        stack = DevStack.start(directory.resolve("stack"), 0, 0);
        try (Bank bank = Bank.open(stack.postgres().url())) {
            bank.publish(EXAM, pool());
        }
        environment.put("KAFKA_BOOTSTRAP", stack.kafka().bootstrap());
        environment.put("DATABASE_URL", stack.postgres().url());
        environment.put("APP_SECRET", SECRET);
        environment.put("STATE_DIR", directory.resolve("state").toString());
        CalibratorConfig calibrator = CalibratorConfig.from(with(0));
        ExposureCounterConfig counter = ExposureCounterConfig.from(with(0));
        service("calibrator", () -> CalibratorMain.run(calibrator, CLOCK, stop));
        service("exposure-counter", () -> ExposureCounterMain.run(counter, CLOCK, stop));
        api = CommandApi.start(CommandApiConfig.from(with(port)), CLOCK);
    }

    /** Opens it, with every item of the exam already on its way through. */
    static ConsoleHouse open(Path directory) {
        ConsoleHouse house = new ConsoleHouse(directory);
        eventually(
                PATIENCE,
                "the API knows all items",
                () -> house.get("/v1/admin/exposure/exams").contains("\"items\":300"));
        return house;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A token as somebody would have it. */
    static String token(String role) {
        return Tokens.token(SECRET, "ada", role, Samples.TENANT, Instant.now().plus(Duration.ofHours(1)));
    }

    /** What the API answers to an admin. */
    String get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(address().resolve(path)));
    }

    /**
     * The k of one item, as the API tells it.
     *
     * @param item {@code question/version}
     */
    double k(String item) throws Exception {
        JsonNode exam = Json.read(get("/v1/admin/exposure/exams/" + EXAM + "/items"), JsonNode.class);
        for (JsonNode row : exam.get("items"))
            if (item.equals(row.get("question_id").asText() + '/' + row.get("version")))
                return row.get("sh_p").asDouble();
        throw new IllegalStateException("the exam has no item " + item);
    }

    /** Somebody else sets the k of an item; returns when the API tells it. */
    void setK(String item, double k) throws Exception {
        String[] parts = item.split("/", -1);
        String asked = "{\"question_id\":" + parts[0] + ",\"version\":" + parts[1] + ",\"sh_p\":" + k + "}";
        answer(HttpRequest.newBuilder(address().resolve("/v1/admin/exposure/set"))
                .POST(HttpRequest.BodyPublishers.ofString(asked)));
        eventually(PATIENCE, "the API tells the new k", () -> k(item) == k);
    }

    /** A run of the exam with every cap the same, to its end. */
    void calibrate(double tau) throws Exception {
        String asked = "{\"exam_code\":\"" + EXAM + "\",\"tau\":" + tau + "}";
        String runs = "/v1/admin/exposure/calibrate_sh/";
        String jobId = Json.read(
                        answer(HttpRequest.newBuilder(address().resolve(runs + "start"))
                                .POST(HttpRequest.BodyPublishers.ofString(asked))),
                        JsonNode.class)
                .get("job_id")
                .asText();
        eventually(
                PATIENCE,
                "the run is done",
                () -> get(runs + "status?job_id=" + jobId).contains("\"done\""));
    }

    private static String answer(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request.header("Authorization", "Bearer " + token("admin"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** One more instance of the API, at which people sign in at a provider. */
    CommandApi apiWith(Provider provider) {
        Map<String, String> all = with(0);
        all.put("OIDC_ISSUER", provider.issuer());
        all.put("OIDC_CLIENT_ID", Provider.CLIENT);
        all.put("JWKS_URL", provider.issuer() + "/keys");
        CommandApi another = CommandApi.start(CommandApiConfig.from(all), CLOCK);
        eventually(PATIENCE, "the other instance has caught up", another::ready);
        return another;
    }

    void takeApiAway() {
        api.close();
    }

    void bringApiBack() {
        api = CommandApi.start(CommandApiConfig.from(with(port)), CLOCK);
    }

    /** New candidates sit the exam, all of them just now. */
    void play(int sessions) throws InterruptedException {
        Crowd crowd = new Crowd(
                KafkaClients.plain(stack.kafka().bootstrap()),
                Topics.EVENTS,
                new Crowd.Exam(Samples.TENANT, EXAM, 10, 0.05, 0));
        crowd.play(
                "crowd-" + ++crowds,
                Timetable.endingAt(CLOCK.instant(), Duration.ZERO, sessions, 10),
                crowds,
                Pace.unlimited(),
                new Recount());
    }

    @Override
    public void close() {
        try (stack) {
            api.close();
            stop.stop();
            for (Thread service : services) service.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void service(String name, Entry entry) {
        Thread thread = new Thread(
                () -> {
                    try {
                        entry.run();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.start();
        services.add(thread);
    }

    private Map<String, String> with(int httpPort) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HTTP_PORT", Integer.toString(httpPort));
        return all;
    }

    private static List<PoolItem> pool() {
        return Samples.pool().stream()
                .map(item -> new PoolItem(
                        item.questionId(),
                        item.version(),
                        item.topicId(),
                        item.a(),
                        item.b(),
                        item.c(),
                        item.k(),
                        null,
                        false))
                .toList();
    }

    @FunctionalInterface
    private interface Entry {
        void run() throws InterruptedException;
    }
}
