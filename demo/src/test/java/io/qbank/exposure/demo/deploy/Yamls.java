package io.qbank.exposure.demo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML as JSON trees, anchors and merges resolved. */
final class Yamls {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Yamls() {}

    static JsonNode one(String text) {
        return MAPPER.valueToTree(yaml().load(text));
    }

    /** The documents of a stream; empty ones are left out. */
    static List<JsonNode> all(String text) {
        return StreamSupport.stream(yaml().loadAll(text).spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(MAPPER::valueToTree)
                .toList();
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }
}
