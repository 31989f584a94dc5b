package io.qbank.exposure.schemas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.RejectionKind;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document is valid, complete, and says what the catalogue says. */
class AsyncApiTest {
    private static final String TEXT = Contract.read(Contract.folder().resolve("asyncapi.yaml"));
    private static final JsonNode DOCUMENT = document();

    @Test
    void itIsAValidAsyncApiDocument() throws IOException {
        Schema asyncApi;
        try (InputStream schema = Objects.requireNonNull(
                AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.schema.json"))) {
            asyncApi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }

        List<String> complaints = asyncApi.validate(TEXT, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();

        assertEquals(List.of(), complaints);
    }

    @Test
    void itsChannelsAreTheCatalogue() {
        Map<String, Map<String, String>> catalogue =
                Topics.all().stream().collect(Collectors.toMap(Topic::name, AsyncApiTest::settings));

        Map<String, Map<String, String>> channels = new TreeMap<>();
        DOCUMENT.path("channels")
                .forEach(channel ->
                        channels.put(channel.path("address").asText(), settings(channel.at("/bindings/kafka"))));

        assertEquals(new TreeMap<>(catalogue), channels);
    }

    @Test
    void itsMessagesAreTheContractsAndEachRecordIsTheOneOfItsTopic() {
        Map<String, Class<?>> types = Topics.all().stream().collect(Collectors.toMap(Topic::name, Topic::type));
        TreeSet<String> described = new TreeSet<>();

        DOCUMENT.path("channels")
                .forEach(channel -> channel.path("messages").forEach(message -> {
                    String schema = resolved(message).at("/payload/schema/$ref").asText();
                    if (schema.isEmpty()) return;
                    described.add(schema.substring("./".length(), schema.length() - ".json".length()));
                    Class<?> type = Objects.requireNonNull(
                            types.get(channel.path("address").asText()));
                    assertTrue(type.isAssignableFrom(contract(schema).type()), schema);
                }));

        assertEquals(
                Contract.ALL.stream().map(Contract::name).collect(Collectors.toCollection(TreeSet::new)), described);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = DOCUMENT.findValuesAsText("$ref");

        List<String> loose =
                references.stream().filter(AsyncApiTest::leadsNowhere).toList();

        assertFalse(references.isEmpty());
        assertEquals(List.of(), loose);
    }

    @Test
    void everyChannelHasAWriterAndAReader() {
        Map<String, TreeSet<String>> actions = new TreeMap<>();

        DOCUMENT.path("operations")
                .forEach(operation -> actions.computeIfAbsent(
                                operation.at("/channel/$ref").asText(), channel -> new TreeSet<>())
                        .add(operation.path("action").asText()));

        assertEquals(DOCUMENT.path("channels").size(), actions.size());
        assertTrue(actions.values().stream().allMatch(both -> both.equals(new TreeSet<>(List.of("receive", "send")))));
    }

    @Test
    void theKindsOfRejectionAreThoseOfTheHeaders() {
        JsonNode kinds = DOCUMENT.at("/components/messages/rejected/headers/properties/kind/enum");

        List<String> described = StreamSupport.stream(kinds.spliterator(), false)
                .map(JsonNode::asText)
                .toList();

        assertEquals(
                Arrays.stream(RejectionKind.values()).map(RejectionKind::wire).toList(), described);
    }

    private static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("topic", topic.name());
        settings.put("partitions", Integer.toString(topic.partitions()));
        settings.put("cleanup.policy", topic.cleanup());
        settings.put("retention.ms", topic.config().getOrDefault("retention.ms", ""));
        settings.put("max.message.bytes", topic.config().getOrDefault("max.message.bytes", ""));
        return settings;
    }

    private static Map<String, String> settings(JsonNode kafka) {
        JsonNode config = kafka.path("topicConfiguration");
        Map<String, String> settings = new TreeMap<>();
        settings.put("topic", kafka.path("topic").asText());
        settings.put("partitions", kafka.path("partitions").asText());
        settings.put(
                "cleanup.policy",
                StreamSupport.stream(config.path("cleanup.policy").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(",")));
        settings.put("retention.ms", config.path("retention.ms").asText());
        settings.put("max.message.bytes", config.path("max.message.bytes").asText());
        return settings;
    }

    private static JsonNode resolved(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").asText().substring(1));
    }

    private static boolean leadsNowhere(String reference) {
        return reference.startsWith("#")
                ? DOCUMENT.at(reference.substring(1)).isMissingNode()
                : !Files.exists(Contract.folder().resolve(reference));
    }

    private static Contract contract(String reference) {
        return Contract.ALL.stream()
                .filter(contract -> reference.equals("./" + contract.name() + ".json"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode document() {
        try {
            return Json.shared().readTree(new YAMLMapper().readTree(TEXT).toString());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
