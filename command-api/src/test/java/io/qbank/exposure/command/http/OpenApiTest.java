package io.qbank.exposure.command.http;

import static io.qbank.exposure.command.OpenApiDocument.DOCUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the routes say; that answers keep it, the integration tests check one by one. */
class OpenApiTest {
    @Test
    void everyRouteIsDescribedAndNothingElse() {
        TreeSet<String> described = operations()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));

        TreeSet<String> routes = ServerOnMemory.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(routes, described);
    }

    @Test
    void theRolesAreThoseOfTheRoutes() {
        for (Route route : ServerOnMemory.routes()) {
            JsonNode security = DOCUMENT.at("/paths/" + route.path().replace("/", "~1") + "/"
                    + route.method().toLowerCase(Locale.ROOT) + "/security");

            List<String> roles = new ArrayList<>();
            security.path(0).path("bearer").forEach(role -> roles.add(role.asText()));

            assertEquals(route.access().roles(), roles, route.path());
        }
    }

    @Test
    void pathParametersAreDeclaredAndOperationsHaveNamesOfTheirOwn() {
        TreeSet<String> names = new TreeSet<>();
        operations().forEach(operation -> {
            assertTrue(names.add(operation.node().get("operationId").asText()), operation.path());
            assertFalse(operation.node().get("summary").asText().isEmpty());
            TreeSet<String> declared = new TreeSet<>();
            operation.node().path("parameters").forEach(parameter -> {
                if (parameter.get("in").asText().equals("path"))
                    declared.add(parameter.get("name").asText());
            });
            TreeSet<String> inPath = new TreeSet<>();
            java.util.regex.Pattern.compile("\\{([^}]*)}")
                    .matcher(operation.path())
                    .results()
                    .forEach(found -> inPath.add(found.group(1)));
            assertEquals(inPath, declared, operation.path());
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (String reference : DOCUMENT.findValuesAsText("$ref"))
            assertFalse(DOCUMENT.at(reference.substring(1)).isMissingNode(), reference);
    }

    @Test
    void theParametersAndTheirDefaultsAreTheContracts() {
        JsonNode described = DOCUMENT.at("/components/schemas/Parameters/properties");
        JsonNode defaults = Json.shared().valueToTree(CalibrationParameters.DEFAULT);

        for (var entry : defaults.properties())
            if (!entry.getValue().isNull())
                assertEquals(
                        entry.getValue(),
                        described.path(entry.getKey()).path("default"),
                        entry.getKey() + " must have its default");
        assertEquals(22, described.size());
    }

    private record Operation(String method, String path, JsonNode node) {}

    private static Stream<Operation> operations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
    }
}
