package io.qbank.exposure.demo.deploy;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        Path image = directory.resolve("app");
        run(List.of("../etc/docker/gather", "..", image.toString()), Map.of());
        DevStack stack = DevStack.shared();
        ComposeFile file = ComposeFile.with(ComposeFile.SECRETS);
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
            }

            services.values().forEach(Process::destroy);

            for (Map.Entry<String, Process> service : services.entrySet()) {
                assertTrue(service.getValue().waitFor(60, TimeUnit.SECONDS), service.getKey() + " stops");
                // the service itself ends with 1 when it has not drained within ten seconds
                assertEquals(0, service.getValue().exitValue(), () -> log(service.getKey()));
            }
        } finally {
            services.values().forEach(Process::destroyForcibly);
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
