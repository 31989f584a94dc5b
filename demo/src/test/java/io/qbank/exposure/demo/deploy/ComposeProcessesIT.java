package io.qbank.exposure.demo.deploy;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No container engine is needed to see what the containers would do: the files of the image are laid out by the image's own
 * script, and each service is started by the image's entry point with command and environment of the compose file. Only
 * addresses differ, and the JVM, which is this one.
 */
class ComposeProcessesIT {
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void eachServiceBecomesReadyAndASignalEndsItInOrder() throws Exception {
        Map<String, String> given = new LinkedHashMap<>(ComposeFile.SECRETS);
        given.put("POSTGRES_PASSWORD", Secrets.OF_DATABASE);
        Path image = directory.resolve("app");
        run(List.of("../etc/docker/gather", "..", image.toString()), Map.of());
        DevStack stack = DevStack.shared();
        ComposeFile file = ComposeFile.with(given);
        startsThatFail(image, file, stack);
        assertEquals(
                0,
                run(entry(image, file.command("topics")), addressed(file.environment("topics"), stack, 0)),
                () -> log("run"));
        Map<String, Process> services = new LinkedHashMap<>();
        try {
            for (String service : ComposeFile.SERVICES) {
                Map<String, String> environment = addressed(file.environment(service), stack, Ports.free());
                Process process = start(service, entry(image, file.command(service)), environment);
                services.put(service, process);
                awaitHealthy(service, process, image, environment);
                askForSecrets(service, environment);
            }

            services.values().forEach(Process::destroy);

            for (Map.Entry<String, Process> service : services.entrySet()) {
                assertTrue(service.getValue().waitFor(60, TimeUnit.SECONDS), service.getKey() + " stops");
                // the service itself ends with 1 when it has not drained within ten seconds
                assertEquals(0, service.getValue().exitValue(), () -> log(service.getKey()));
            }
            assertNoSecretWasTold();
        } finally {
            services.values().forEach(Process::destroyForcibly);
        }
    }

    /** The mistakes that one makes with a secret: each start ends, and says why without it. */
    private void startsThatFail(Path image, ComposeFile file, DevStack stack) throws Exception {
        String database = file.environment("calibrator").get("DATABASE_URL").replace("@postgres:5432", "@127.0.0.1:1");
        Map<String, Map<String, String>> mistakes = Map.of(
                "calibrator-nobody-listens", Map.of("DATABASE_URL", database),
                "calibrator-no-address", Map.of("DATABASE_URL", database.replace("@127.0.0.1:1/", "@here@there:x/")),
                "calibrator-jaas",
                        Map.of("KAFKA_SASL_JAAS_CONFIG", Secrets.BROKEN_JAAS, "KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                "command-api-short", Map.of("APP_SECRET", Secrets.TOO_SHORT));
        Map<String, Process> starts = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Map<String, String>> mistake : mistakes.entrySet()) {
                String service = mistake.getKey().startsWith("calibrator") ? "calibrator" : "command-api";
                Map<String, String> environment = addressed(file.environment(service), stack, Ports.free());
                environment.putAll(mistake.getValue());
                starts.put(mistake.getKey(), start(mistake.getKey(), entry(image, file.command(service)), environment));
            }
            for (Map.Entry<String, Process> start : starts.entrySet()) {
                assertTrue(
                        start.getValue().waitFor(120, TimeUnit.SECONDS),
                        () -> start.getKey() + ": " + log(start.getKey()));
                assertTrue(start.getValue().exitValue() > 0, start.getKey());
                assertTrue(log(start.getKey()).length() > 20, "it says why");
            }
        } finally {
            starts.values().forEach(Process::destroyForcibly);
        }
    }

    /** What anybody can ask, and what is answered to a token that is wrong, is kept beside the logs. */
    private void askForSecrets(String service, Map<String, String> environment) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String path :
                List.of("/metrics", "/health/ready", "/openapi.json", "/v1/admin/exposure/items", "/nothing")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + environment.get("HTTP_PORT") + path))
                    .header("Authorization", "Bearer " + Secrets.TOKEN)
                    .build();
            String answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Files.writeString(directory.resolve(service + path.replace('/', '-') + ".log"), answer);
        }
    }

    private void assertNoSecretWasTold() throws IOException {
        try (Stream<Path> written = Files.list(directory)) {
            List<Path> logs =
                    written.filter(file -> file.toString().endsWith(".log")).toList();
            assertTrue(logs.size() > 20, logs.toString());
            for (Path log : logs)
                assertEquals(
                        List.of(), Secrets.toldIn(Files.readString(log)), () -> log.getFileName() + " tells a secret");
        }
    }

    private void awaitHealthy(String service, Process process, Path image, Map<String, String> environment) {
        List<String> check = List.of(image.resolve("healthcheck").toString());
        eventually(START, service + " is healthy", () -> {
            if (!process.isAlive()) throw new AssertionError(service + " ended: " + log(service));
            return run(check, environment) == 0;
        });
    }

    /** The image's ENTRYPOINT, then the words of the compose file. */
    private static List<String> entry(Path image, List<String> command) {
        List<String> words = new ArrayList<>(List.of(image.resolve("run").toString()));
        words.addAll(command);
        return words;
    }

    private Map<String, String> addressed(Map<String, String> environment, DevStack stack, int port) {
        Map<String, String> own = new LinkedHashMap<>(environment);
        own.replace("KAFKA_BOOTSTRAP", "kafka:9092", stack.kafka().bootstrap());
        own.computeIfPresent(
                "DATABASE_URL",
                (key, url) -> url.replace(
                        "@postgres:5432", "@127.0.0.1:" + stack.postgres().port()));
        own.replace("STATE_DIR", "/data", directory.resolve("state").toString());
        own.replace("HTTP_HOST", "0.0.0.0", "127.0.0.1");
        own.computeIfPresent("HTTP_PORT", (key, before) -> Integer.toString(port));
        own.putAll(Secrets.OF_KAFKA);
        own.computeIfPresent("DATABASE_URL", (key, url) -> url + "?sslpassword=" + Secrets.OF_TLS);
        own.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        own.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        return own;
    }

    private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = start("run", command, environment);
        if (process.waitFor(2, TimeUnit.MINUTES)) return process.exitValue();
        process.destroyForcibly();
        throw new AssertionError(command + " did not end: " + log("run"));
    }

    /** Nothing of this process's own environment is handed on. */
    private Process start(String name, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!environment.isEmpty()) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        return builder.redirectOutput(
                        Redirect.to(directory.resolve(name + ".log").toFile()))
                .start();
    }

    private String log(String name) {
        try {
            return Files.readString(directory.resolve(name + ".log"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
