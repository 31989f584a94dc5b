package io.qbank.exposure.schemas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.ThetaHistogram;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.RunResult;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No field of a record is missing in its schema, no property of a schema in its record, and both require the same. */
class RecordsAndSchemasTest {
    private static final String PARAMETERS = "calibration-parameters.v1";

    @TestFactory
    Stream<DynamicTest> recordAndSchemaHaveTheSameFieldsAndRequireTheSame() {
        return structures().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getSimpleName()))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().getSimpleName(), () -> {
                    Map<String, Boolean> inRecord = fields(entry.getKey());

                    Map<String, Boolean> inSchema = properties(entry.getValue());

                    assertEquals(inRecord, inSchema);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everySchemaIsNamedDescribedAndOpen() {
        return Stream.concat(Contract.ALL.stream().map(Contract::name), Stream.of(PARAMETERS))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    JsonNode schema = schema(name);

                    assertEquals(
                            "urn:qbank:exposure:contract:" + name,
                            schema.path("$id").asText());
                    assertEquals(
                            "https://json-schema.org/draft/2020-12/schema",
                            schema.path("$schema").asText());
                    assertFalse(schema.path("title").asText().isBlank());
                    assertFalse(schema.path("description").asText().isBlank());
                    assertTrue(
                            schema.findValues("additionalProperties").stream().allMatch(JsonNode::isObject));
                    assertEveryPropertyIsDescribed(schema);
                }));
    }

    @Test
    void everySchemaFileBelongsToAContract() throws IOException {
        Set<String> known = Contract.ALL.stream().map(Contract::name).collect(Collectors.toCollection(TreeSet::new));
        known.add("common.v1");
        known.add(PARAMETERS);

        Set<String> files;
        try (var folder = Files.list(Contract.folder())) {
            files = folder.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertEquals(known, files);
    }

    @Test
    void theDefaultsOfTheSchemaAreTheRecordsDefaults() {
        JsonNode defaults = Json.shared().valueToTree(CalibrationParameters.DEFAULT);
        Map<String, String> inSchema = new TreeMap<>();
        schema(PARAMETERS).path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue().path("default");
            if (!value.isMissingNode()) inSchema.put(property.getKey(), value.asText());
        });

        Map<String, String> inRecord = new TreeMap<>();
        defaults.properties()
                .forEach(field -> inRecord.put(field.getKey(), field.getValue().asText()));

        assertEquals(inRecord, inSchema);
    }

    @Test
    void theKindsOfRejectionAreDescribedWhereTheyAreCounted() {
        String description = schema("daily-outcomes.v1")
                .at("/properties/rejected/description")
                .asText();

        Stream<String> kinds = Arrays.stream(RejectionKind.values()).map(RejectionKind::wire);

        assertTrue(kinds.allMatch(description::contains), description);
    }

    private static Map<Class<?>, JsonNode> structures() {
        Map<Class<?>, JsonNode> structures =
                Contract.ALL.stream().collect(Collectors.toMap(Contract::type, Contract::schema));
        structures.put(CalibrationParameters.class, schema(PARAMETERS));
        structures.put(ThetaHistogram.class, schema("daily-sessions.v1").at("/properties/theta/anyOf/0"));
        structures.put(DriftEvent.DriftedItem.class, schema("drift-event.v1").at("/properties/items/items"));
        structures.put(ItemChange.class, schema("item-state.v1").at("/properties/history/items"));
        structures.put(RunResult.class, schema("progress.v1").at("/properties/result/anyOf/0"));
        structures.put(
                IterationPoint.class, schema("progress.v1").at("/properties/result/anyOf/0/properties/history/items"));
        return structures;
    }

    private static Map<String, Boolean> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(
                        component -> PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()),
                        component -> required(type, component),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static boolean required(Class<?> type, RecordComponent component) {
        try {
            JsonProperty property = type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
            return property != null && property.required();
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Property and whether it is required, without the {@code type} that Jackson keeps outside the record. */
    private static Map<String, Boolean> properties(JsonNode schema) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, Boolean> properties = new TreeMap<>();
        schema.path("properties").properties().forEach(property -> {
            if (!property.getValue().has("const"))
                properties.put(property.getKey(), required.contains(property.getKey()));
        });
        return properties;
    }

    private static void assertEveryPropertyIsDescribed(JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            assertTrue(property.getValue().hasNonNull("description"), property.getKey());
            assertEveryPropertyIsDescribed(property.getValue());
            assertEveryPropertyIsDescribed(property.getValue().path("items"));
            assertEveryPropertyIsDescribed(property.getValue().path("anyOf").path(0));
        });
    }

    private static JsonNode schema(String name) {
        return Contract.tree(Contract.folder().resolve(name + ".json"));
    }
}
