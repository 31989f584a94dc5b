package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Grafana dashboard as a file: its panels and what they ask. */
final class Dashboard {
    static final Path MONITORING = Path.of("..", "helm", "monitoring");
    private final String name;
    private final JsonNode tree;

    private Dashboard(Path file) throws IOException {
        name = file.getFileName().toString();
        tree = new ObjectMapper().readTree(file.toFile());
    }

    /** One query of a panel, variables as Grafana would put them in. */
    record Query(String panel, String expression) {}

    static List<Dashboard> all() throws IOException {
        try (Stream<Path> files = Files.list(MONITORING.resolve("dashboards"))) {
            List<Dashboard> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) dashboards.add(new Dashboard(file));
            return dashboards;
        }
    }

    String name() {
        return name;
    }

    JsonNode tree() {
        return tree;
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : tree.path("panels"))
            for (JsonNode target : panel.path("targets"))
                queries.add(new Query(
                        name + ": " + panel.path("title").asText(),
                        target.path("expr")
                                .asText()
                                .replace("$__rate_interval", "30s")
                                .replace("$__range", "10m")
                                .replaceAll("\\$(tenant|exam)\\b", ".*")));
        return queries;
    }
}
