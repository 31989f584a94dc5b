package io.qbank.exposure.command.http;

import static io.qbank.exposure.command.OpenApiDocument.DOCUMENT;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.qbank.exposure.command.OpenApiDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The OpenAPI document is well-formed, says what a reader needs, and its examples are ones. */
class OpenApiLintTest {
    private static final String METASCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private record Operation(String name, JsonNode node) {}

    @Test
    void itIsAnOpenApiDocument() throws IOException {
        try (InputStream schema =
                Objects.requireNonNull(OpenApiLintTest.class.getResourceAsStream("/openapi/openapi-3.1.schema.json"))) {
            String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);

            List<Error> errors =
                    REGISTRY.getSchema(text, InputFormat.JSON).validate(DOCUMENT.toString(), InputFormat.JSON);

            assertEquals(List.of(), errors.stream().map(Error::toString).toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> everySchemaIsAJsonSchema() {
        var metaschema = REGISTRY.getSchema(SchemaLocation.of(METASCHEMA));
        return DOCUMENT.at("/components/schemas").properties().stream()
                .map(schema -> DynamicTest.dynamicTest(
                        schema.getKey(),
                        () -> assertEquals(
                                List.of(),
                                metaschema.validate(schema.getValue().toString(), InputFormat.JSON).stream()
                                        .map(Error::toString)
                                        .toList())));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationTellsWhatAReaderNeeds() {
        Set<String> tags = new TreeSet<>(DOCUMENT.get("tags").findValuesAsText("name"));
        return operations()
                .map(operation -> DynamicTest.dynamicTest(operation.name, () -> {
                    JsonNode node = operation.node;
                    List<String> statuses = new ArrayList<>();
                    node.get("responses").fieldNames().forEachRemaining(statuses::add);
                    assertAll(
                            () -> assertTrue(node.path("operationId").asText().matches("[a-z][A-Za-z]+")),
                            () -> assertTrue(node.path("summary").asText().matches("[A-Z].*[^.]")),
                            () -> assertEquals(1, node.path("tags").size()),
                            () -> assertTrue(
                                    tags.contains(node.path("tags").path(0).asText())),
                            () -> assertTrue(node.has("security"), "open or not, it must say"),
                            () -> assertTrue(statuses.stream().anyMatch(each -> each.startsWith("2"))),
                            () -> assertTrue(
                                    statuses.stream().anyMatch(each -> each.startsWith("4") || each.equals("default")),
                                    "it must say what goes wrong"),
                            () -> node.path("parameters").forEach(OpenApiLintTest::assertParameterIsBounded));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyBodyHasAnExampleThatIsOne() {
        return operations()
                .map(operation -> DynamicTest.dynamicTest(operation.name, () -> {
                    assertExamples(operation.node.path("requestBody"), OpenApiDocument::complaintsOfRequest);
                    for (Map.Entry<String, JsonNode> response :
                            operation.node.get("responses").properties())
                        assertExamples(resolved(response.getValue()), OpenApiDocument::complaints);
                }));
    }

    @Test
    void everythingDeclaredIsUsed() {
        String text = DOCUMENT.toString();
        DOCUMENT.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name ->
                        assertTrue(text.contains("\"#/components/schemas/" + name + "\""), name + " is not used"));
        Set<String> used = new TreeSet<>();
        operations().forEach(operation -> used.add(operation.node.at("/tags/0").asText()));
        assertEquals(new TreeSet<>(DOCUMENT.get("tags").findValuesAsText("name")), used);
    }

    @Test
    void noTwoOperationsHaveOneName() {
        List<String> names = operations()
                .map(operation -> operation.node.get("operationId").asText())
                .toList();

        assertEquals(names.size(), new TreeSet<>(names).size());
    }

    private static void assertParameterIsBounded(JsonNode parameter) {
        String name = parameter.path("name").asText();
        JsonNode schema = resolved(parameter.path("schema"));
        assertTrue(parameter.hasNonNull("description"), name + " is not described");
        boolean bounded = switch (schema.path("type").asText()) {
            case "string" ->
                schema.has("enum") || schema.has("maxLength") || schema.has("pattern") || schema.has("format");
            case "integer" ->
                schema.has("minimum") || schema.path("format").asText().equals("int64");
            default -> false;
        };
        assertTrue(bounded, name + " has no limits: " + schema);
    }

    private static void assertExamples(JsonNode body, BiFunction<JsonNode, String, List<String>> complaints) {
        for (Map.Entry<String, JsonNode> content : body.path("content").properties()) {
            if (!content.getKey().endsWith("json")) continue;
            JsonNode example = content.getValue().path("example");
            assertTrue(example.isContainerNode(), "no example of " + content.getKey());
            assertEquals(List.of(), complaints.apply(content.getValue().get("schema"), example.toString()));
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<Operation> operations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(), method.getValue())));
    }
}
