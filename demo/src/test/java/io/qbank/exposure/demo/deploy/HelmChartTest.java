package io.qbank.exposure.demo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.schemas.service.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmChartTest {
    private static final Path CHART = Path.of("..", "helm");
    private static final String KUBERNETES = "1.31.0";
    private static final Set<String> CUSTOM = Set.of("ServiceMonitor", "PrometheusRule");

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "tls", "external-secrets", "three-replicas"})
    void everyManifestIsWhatKubernetesKnowsToTheLastField(String values) {
        List<JsonNode> manifests = rendered(values);

        assertTrue(manifests.size() >= 7, () -> values + ": " + manifests.size());
        for (JsonNode manifest : manifests) {
            if (CUSTOM.contains(manifest.path("kind").asText()))
                assertFalse(manifest.path("spec").isEmpty(), manifest::toString);
            else Manifests.requireKnown(manifest);
            assertFalse(manifest.at("/metadata/name").asText().isEmpty(), manifest::toString);
        }
        assertEquals(
                manifests.size(),
                manifests.stream()
                        .map(manifest -> manifest.path("kind").asText()
                                + '/'
                                + manifest.at("/metadata/name").asText())
                        .distinct()
                        .count(),
                "no two objects of one kind have one name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "tls", "external-secrets", "three-replicas"})
    void everyContainerMayDoLittleAndIsGivenOnlySettingsThatExist(String values) {
        Map<String, List<Setting<?>>> settings = Map.of(
                "command-api", CommandApiConfig.SETTINGS,
                "calibrator", CalibratorConfig.SETTINGS,
                "exposure-counter", ExposureCounterConfig.SETTINGS);
        int seen = 0;
        for (JsonNode manifest : rendered(values))
            for (JsonNode container : manifest.findPath("containers")) {
                seen++;
                String name = container.path("name").asText();
                assertTrue(
                        container.at("/securityContext/readOnlyRootFilesystem").asBoolean(), name);
                assertEquals(
                        "ALL",
                        container.at("/securityContext/capabilities/drop/0").asText(),
                        name);
                assertTrue(container.path("resources").path("limits").has("memory"), name);
                assertTrue(
                        manifest.findPath("securityContext")
                                .path("runAsNonRoot")
                                .asBoolean(),
                        name);
                if (settings.containsKey(name)) assertSettings(name, settings.get(name), container);
            }
        assertTrue(seen >= 3, values);
    }

    private static void assertSettings(String name, List<Setting<?>> known, JsonNode container) {
        Map<String, String> given = new TreeMap<>();
        for (JsonNode variable : container.path("env")) {
            String before = given.put(
                    variable.path("name").asText(),
                    variable.path("value").asText("a-secret-of-a-test-and-of-nothing-else"));
            assertEquals(null, before, () -> name + " is given twice " + variable);
        }
        Map<String, Setting<?>> byKey =
                known.stream().collect(Collectors.toMap(Setting::key, setting -> (Setting<?>) setting));
        given.forEach((key, value) -> {
            Setting<?> setting = byKey.get(key);
            if (key.equals("KAFKA_FETCH_MAX_BYTES")) assertEquals("52428800", value, "a number as it was given");
            else if (setting == null)
                assertTrue(key.matches("KAFKA_(SASL|SECURITY|SSL)_.*"), name + " has no setting " + key);
            else if (!setting.secret()) setting.in(given);
        });
        assertTrue(container.has("livenessProbe") && container.has("readinessProbe"), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "tls", "external-secrets", "three-replicas"})
    void lintFindsNothing(String values, @TempDir Path directory) throws IOException {
        Path chart = directory.resolve("chart");
        Charts.copy(CHART, chart);
        Files.writeString(
                chart.resolve("values.yaml"),
                Charts.merged(Files.readString(CHART.resolve("values.yaml")), Files.readString(valuesOf(values))));

        LintResult result = new Helm(chart).lint().strict().quiet().call();

        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @Test
    void theNightlyRunIsV7sForEachExam() {
        List<JsonNode> runs = rendered("full").stream()
                .filter(manifest -> manifest.path("kind").asText().equals("CronJob"))
                .toList();

        assertEquals(2, runs.size());
        assertEquals("0 3 * * *", runs.get(0).at("/spec/schedule").asText());
        List<String> arguments = StreamSupport.stream(
                        runs.get(0).findPath("args").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertEquals(
                List.of(
                        "calibrator",
                        "calibrate",
                        "--exam",
                        "MATH-101",
                        "--tau",
                        "0.2",
                        "--n",
                        "1000",
                        "--len",
                        "30",
                        "--iters",
                        "6",
                        "--alpha",
                        "0.6"),
                arguments);
    }

    @Test
    void aValueThatDoesNotExistAndAMissingSecretAreRefusedByName() {
        IllegalStateException unknown = assertThrows(
                IllegalStateException.class,
                () -> new Helm(CHART)
                        .template()
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(valuesOf("minimal"))
                        .set("api.replicsa", 3)
                        .call());
        IllegalStateException missing = assertThrows(
                IllegalStateException.class,
                () -> new Helm(CHART).template().withKubeVersion(KUBERNETES).call());

        assertTrue(unknown.getMessage().contains("replicsa"), unknown::getMessage);
        assertTrue(missing.getMessage().contains("existingSecret is required"), missing::getMessage);
    }

    @Test
    void theReadmesTableIsTheListOfValues() throws IOException {
        String readme = Files.readString(CHART.resolve("README.md"));
        int from = readme.indexOf("<!-- values -->") + "<!-- values -->".length();

        assertEquals(
                "| value | default | meaning |\n|---|---|---|\n"
                        + String.join("\n", Charts.rows(Files.readAllLines(CHART.resolve("values.yaml")))),
                readme.substring(from, readme.indexOf("<!-- /values -->")).strip());
    }

    private static List<JsonNode> rendered(String values) {
        return Yamls.all(new Helm(CHART)
                .template()
                .withName("rel")
                .withNamespace("exams")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(valuesOf(values))
                .call());
    }

    private static Path valuesOf(String name) {
        return CHART.resolve("ci").resolve(name + ".yaml");
    }
}
