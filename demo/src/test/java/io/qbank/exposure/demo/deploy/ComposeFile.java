package io.qbank.exposure.demo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docker-compose.yml, with variables put in as compose does it. */
final class ComposeFile {
    static final Path FILE = Path.of("..", "docker-compose.yml");
    static final List<String> SERVICES = List.of("calibrator", "exposure-counter", "command-api");
    /** What has to be given: the file holds no secret. */
    static final Map<String, String> SECRETS = Map.of(
            "APP_SECRET", "a-secret-of-a-test-and-of-nothing-else",
            "POSTGRES_PASSWORD", "qbank",
            "GRAFANA_PASSWORD", "of-a-test");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:-|:\\?)([^}]*)}");
    private final JsonNode tree;

    private ComposeFile(JsonNode tree) {
        this.tree = tree;
    }

    /** @throws IllegalArgumentException naming a variable that is required and not given */
    static ComposeFile with(Map<String, String> environment) throws IOException {
        Matcher variable = VARIABLE.matcher(Files.readString(FILE));
        return new ComposeFile(Yamls.one(variable.replaceAll(found -> {
            String given = environment.getOrDefault(found.group(1), "");
            if (given.isEmpty() && found.group(2).equals(":?"))
                throw new IllegalArgumentException(found.group(1) + ": " + found.group(3));
            return Matcher.quoteReplacement(given.isEmpty() ? found.group(3) : given);
        })));
    }

    JsonNode tree() {
        return tree;
    }

    /** Arguments of the image's entry point. */
    List<String> command(String service) {
        List<String> words = new ArrayList<>();
        of(service, "command").forEach(word -> words.add(word.asText()));
        return words;
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        of(service, "environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText("")));
        return environment;
    }

    JsonNode of(String service, String key) {
        return tree.path("services").path(service).path(key);
    }
}
