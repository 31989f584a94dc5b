package io.qbank.exposure.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The OpenAPI document as it is served, and whether answers keep it. Answers may not tell more than it describes. */
public final class OpenApiDocument {
    public static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OpenApiDocument() {}

    /** What is wrong with an answer; empty if nothing. */
    public static List<String> complaints(String method, String path, HttpResponse<String> reply) {
        String template = template(path);
        if (template == null || DOCUMENT.at(pointer(template, method)).isMissingNode())
            return reply.statusCode() == 404 || reply.statusCode() == 405 ? List.of() : List.of("not described");
        String responses = pointer(template, method) + "/responses/";
        JsonNode response = DOCUMENT.at(responses + reply.statusCode());
        if (response.isMissingNode()) response = DOCUMENT.at(responses + "default");
        if (response.has("$ref"))
            response = DOCUMENT.at(response.get("$ref").asText().substring(1));
        String type = reply.headers().firstValue("Content-Type").orElse("").replaceFirst(" *;.*", "");
        JsonNode schema = response.path("content").path(type).path("schema");
        if (schema.isMissingNode())
            return List.of(method + " " + template + " may not answer " + reply.statusCode() + " " + type);
        if (!type.endsWith("json")) return List.of();
        return complaints(schema, reply.body());
    }

    /** What is wrong with an answer by a schema of the document; empty if nothing. */
    public static List<String> complaints(JsonNode schema, String json) {
        return told(SCHEMAS.computeIfAbsent(schema.toString(), text -> compile(schema, OpenApiDocument::closed)), json);
    }

    /** What is wrong with what is sent, which may hold more than is described. */
    public static List<String> complaintsOfRequest(JsonNode schema, String json) {
        return told(compile(schema, open -> open), json);
    }

    private static List<String> told(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema compile(JsonNode schema, UnaryOperator<JsonNode> as) {
        ObjectNode root = schema.deepCopy();
        root.set("components", as.apply(DOCUMENT.get("components").deepCopy()));
        return REGISTRY.getSchema(as.apply(root).toString(), InputFormat.JSON);
    }

    /** Objects have what is described and nothing else, unless they say otherwise. */
    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").toString().contains("object")
                && !object.has("additionalProperties")) object.put("additionalProperties", false);
        node.forEach(OpenApiDocument::closed);
        return node;
    }

    private static String template(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        if (DOCUMENT.get("paths").has(plain)) return plain;
        for (Map.Entry<String, JsonNode> entry : DOCUMENT.get("paths").properties())
            if (plain.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) return entry.getKey();
        return null;
    }

    private static String pointer(String template, String method) {
        return "/paths/" + template.replace("/", "~1") + "/" + method.toLowerCase(java.util.Locale.ROOT);
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("/openapi.json"))) {
            return Json.shared().readTree(in);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
