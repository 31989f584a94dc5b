package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** v7's recorded runs, once through from the CSV file to REPORT.json. */
class SeedGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> COLUMNS = Map.of(
            "qid", "question_id", "ver", "version", "topic", "topic_id", "k", "sh_p", "a", "a", "b", "b", "c", "c");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"seed-unit-test", "scalar-tau", "topic-tau", "topic-weights", "point-theta-ties"})
    void theReportHasTheCountsAndKOfTheProgramItReplaces(String name) throws IOException {
        JsonNode recorded = recorded(name);
        Path pool = Files.writeString(folder.resolve("pool.csv"), csv(recorded.get("pool")));
        Path report = folder.resolve("report.json");

        CommandRun run = CommandRun.of(arguments(recorded.get("params"), pool, report));

        assertEquals(0, run.exit(), run.err());
        JsonNode written = JSON.readTree(report.toFile());
        JsonNode iterations = recorded.get("iterations");
        JsonNode last = iterations.get(iterations.size() - 1);
        for (int i = 0; i < recorded.get("pool").size(); i++) {
            JsonNode item = written.get("items").get(i);
            assertEquals(recorded.get("pool").get(i).get("qid"), item.get("question_id"));
            assertEquals(last.get("seen").get(i), item.get("administered"), "administered, item " + i);
            assertEquals(last.get("proposed").get(i), item.get("proposed"), "proposed, item " + i);
            assertEquals(last.get("k").get(i).asDouble(), item.get("k").asDouble(), 1e-12, "k, item " + i);
        }
        assertEquals(iterations.size(), written.get("history").size());
        for (int t = 0; t < iterations.size(); t++)
            for (String figure : List.of("iter", "avg_exp", "max_over"))
                assertEquals(
                        recorded.at("/history/" + t + "/" + figure).asDouble(),
                        written.at("/history/" + t + "/" + figure).asDouble(),
                        1e-12,
                        figure + " of iteration " + (t + 1));
    }

    private static String csv(JsonNode pool) {
        List<String> names = new ArrayList<>();
        pool.get(0).fieldNames().forEachRemaining(names::add);
        StringBuilder csv = new StringBuilder(
                String.join(",", names.stream().map(COLUMNS::get).toList()));
        for (JsonNode item : pool)
            csv.append('\n')
                    .append(String.join(
                            ",",
                            names.stream().map(name -> item.get(name).asText()).toList()));
        return csv.toString();
    }

    private static String[] arguments(JsonNode params, Path pool, Path report) {
        List<String> arguments =
                new ArrayList<>(List.of("--rng", "python", "--verify-n", "1000", "--progress", "none"));
        arguments.addAll(List.of("--pool", pool.toString(), "--json", report.toString()));
        params.properties().forEach(entry -> {
            arguments.add("--" + entry.getKey());
            arguments.add(
                    entry.getValue().isTextual()
                            ? entry.getValue().asText()
                            : entry.getValue().toString());
        });
        return arguments.toArray(String[]::new);
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream file = SeedGoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }
}
