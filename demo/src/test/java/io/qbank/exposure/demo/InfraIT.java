package io.qbank.exposure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qbank infra} as its users run it: a process that is told to stop by a signal. */
class InfraIT {
    private static final String READY = "# ready; stop with Ctrl-C or SIGTERM";

    @Test
    void itTellsWhatTheServicesNeedAndKeepsExamPortsAndSecretForTheNextStart(@TempDir Path directory) throws Exception {
        Path pool = directory.resolve("pool.csv");
        Files.write(pool, List.of("question_id,version,topic_id,a,b,c", "1,1,7,1.0,0.0,0.2", "2,3,7,1.5,-0.5,0.1"));

        List<String> first = startAndStop(directory, "--load", "SMALL=" + pool);
        List<String> second = startAndStop(directory, "--load", "SMALL=" + pool);

        assertTrue(first.contains("# exam SMALL: 2 items published"), first::toString);
        assertTrue(second.contains("# exam SMALL: 0 items published"), second::toString);
        assertEquals(exports(first), exports(second));
        assertEquals(
                List.of("APP_SECRET", "DATABASE_URL", "KAFKA_BOOTSTRAP"),
                exports(first).keySet().stream().sorted().toList());
    }

    private static List<String> startAndStop(Path directory, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                QbankMain.class.getName(),
                "infra",
                "--data",
                directory.resolve("data").toString(),
                "--kafka-port",
                "0",
                "--postgres-port",
                "0"));
        command.addAll(List.of(more));
        Process infra = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> lines = readUntilReady(infra);
            infra.destroy();
            assertTrue(infra.waitFor(120, TimeUnit.SECONDS), "it stops when told to");
            return lines;
        } finally {
            infra.destroyForcibly();
        }
    }

    private static List<String> readUntilReady(Process infra) throws IOException {
        List<String> lines = new ArrayList<>();
        var reader = infra.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.equals(READY)) return lines;
        }
        throw new AssertionError("it ended: " + lines);
    }

    private static Map<String, String> exports(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("export "))
                .map(line -> line.substring("export ".length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
