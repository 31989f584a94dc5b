package io.qbank.exposure.demo.story;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.candidates.ItemFeed;
import io.qbank.exposure.demo.candidates.ItemKey;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.TopicReader;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One whole-system story, looked at from outside: from candidates and a command to counts and k, and once more. */
class DemoIT {
    private static final int API = Ports.free();
    private static final int KAFKA = Ports.free();
    private static final int POSTGRES = Ports.free();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void everyEventIsCountedOnceAndTheCalibrationReachesEverybodyOnAFirstStartAndOnASecond(@TempDir Path directory)
            throws Exception {
        StopSignal stop = new StopSignal();
        CompletableFuture<Void> demo = start(directory, stop, false);
        eventually(Duration.ofMinutes(5), "the demo stays up", () -> {
            if (demo.isDone()) throw new AssertionError("the demo has ended: " + told(), failureOf(demo));
            return told().contains("Everything stays up");
        });

        Map<ItemKey, Double> table = controlsInTable();
        countsOnTheApiAreThoseOfTheTopic(directory);
        assertEquals(table, controlsOnTopic());
        assertEquals(table, controlsOnTheApi(directory));
        assertTrue(table.values().stream().anyMatch(k -> k < 1), "some k are below 1");
        assertEquals("done", ask("select state from calibration_run"));
        stop.stop();
        demo.get();

        told.reset();
        start(directory, new StopSignal(), true).get();

        assertTrue(told().contains("is there from before"), told());
        assertTrue(told().contains("highest exposure rate"), told());
        assertNotEquals("", Files.readString(directory.resolve("next-day")));
    }

    @Test
    void aPopulationThatHasChangedRaisesTheAlarmAndTheExamRecalibratesByItself(@TempDir Path directory)
            throws Exception {
        DemoOptions.Ports free = new DemoOptions.Ports(0, 0, 0, 0, 0);

        play(new DemoOptions(directory, free, 1, 600, 1.5, false, true, true), new StopSignal())
                .get();

        assertTrue(told().contains("it starts run"), told());
        assertTrue(told().matches("(?s).*at the cap +abler +recalibrated.*"), told());
    }

    private CompletableFuture<Void> start(Path directory, StopSignal stop, boolean exit) {
        DemoOptions.Ports ports = new DemoOptions.Ports(API, 0, 0, KAFKA, POSTGRES);
        return play(new DemoOptions(directory, ports, 2, 60, 1.5, false, exit, false), stop);
    }

    private CompletableFuture<Void> play(DemoOptions options, StopSignal stop) {
        return CompletableFuture.runAsync(() -> {
            try {
                Demo.run(options, new PrintStream(told, true, StandardCharsets.UTF_8), stop);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void countsOnTheApiAreThoseOfTheTopic(Path directory) throws Exception {
        Recount recount = new Recount();
        TopicReader.events("127.0.0.1:" + KAFKA, Samples.TENANT).stream()
                .sorted(Comparator.comparingLong(record -> record.timestamp()))
                .forEach(record -> recount.add(record.value()));
        LocalDate first = recount.sessions().keySet().iterator().next();
        Observed observed = Observed.daily(api(directory), first, first.plusDays(3));
        assertEquals(4, recount.sessions().size());
        assertEquals(240L, observed.allSessions());
        assertEquals(recount.sessions(), observed.sessions());
        assertEquals(recount.exposures(), observed.exposures());
    }

    private Map<ItemKey, Double> controlsInTable() throws Exception {
        Map<ItemKey, Double> controls = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url());
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select question_id, version, sh_p from item_exposure_control")) {
            while (row.next()) controls.put(new ItemKey(row.getLong(1), row.getInt(2)), row.getDouble(3));
        }
        return controls;
    }

    private static Map<ItemKey, Double> controlsOnTopic() {
        Map<ItemKey, Double> controls = new TreeMap<>();
        try (ItemFeed feed = ItemFeed.open(KafkaClients.plain("127.0.0.1:" + KAFKA))) {
            feed.items(Samples.TENANT, DemoOptions.EXAM).forEach(item -> controls.put(ItemKey.of(item), item.k()));
        }
        return controls;
    }

    private Map<ItemKey, Double> controlsOnTheApi(Path directory) throws Exception {
        Map<ItemKey, Double> controls = new TreeMap<>();
        for (JsonNode item : api(directory).get("/v1/admin/exposure/items?limit=1000"))
            controls.put(
                    new ItemKey(
                            item.path("question_id").asLong(),
                            item.path("version").asInt()),
                    item.path("sh_p").asDouble());
        return controls;
    }

    private static Api api(Path directory) throws Exception {
        String secret = Files.readString(directory.resolve("secret")).strip();
        Instant later = Instant.now().plus(Duration.ofHours(1));
        return new Api(
                URI.create("http://127.0.0.1:" + API), Tokens.token(secret, "test", "viewer", Samples.TENANT, later));
    }

    private static String ask(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(url());
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + POSTGRES + "/qbank?user=qbank&password=qbank";
    }

    private static Throwable failureOf(CompletableFuture<Void> demo) {
        try {
            demo.get();
            return new IllegalStateException("it ended by itself");
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted;
        }
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }
}
