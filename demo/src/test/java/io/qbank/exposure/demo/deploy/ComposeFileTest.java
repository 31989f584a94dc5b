package io.qbank.exposure.demo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.schemas.service.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    private static final Map<String, List<Setting<?>>> SETTINGS = Map.of(
            "calibrator", CalibratorConfig.SETTINGS,
            "exposure-counter", ExposureCounterConfig.SETTINGS,
            "command-api", CommandApiConfig.SETTINGS);
    /** What differs between a machine and its containers. */
    private static final Set<String> PLACES =
            Set.of("KAFKA_BOOTSTRAP", "DATABASE_URL", "APP_SECRET", "STATE_DIR", "HTTP_HOST", "HTTP_PORT");

    @Test
    void itIsWhatTheComposeSpecificationAllows() throws IOException {
        String schema = Files.readString(Path.of("src", "test", "resources", "compose-spec", "compose-spec.json"))
                .replace("\"$id\": \"compose_spec.json\",", ""); // no absolute address, so no $id to the validator
        Schema specification =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema, InputFormat.JSON);

        List<Error> errors = specification.validate(
                ComposeFile.with(ComposeFile.SECRETS).tree().toString(), InputFormat.JSON);

        assertEquals(List.of(), errors);
        assertFalse(specification
                .validate("{\"services\":{\"a\":{\"imgae\":\"x\"}}}", InputFormat.JSON)
                .isEmpty());
    }

    @Test
    void everyServiceIsGivenEverySettingAndTheReadmesDefaults() throws IOException {
        ComposeFile file = ComposeFile.with(ComposeFile.SECRETS);
        for (String service : ComposeFile.SERVICES) {
            Map<String, String> environment = file.environment(service);

            assertEquals(
                    SETTINGS.get(service).stream().map(Setting::key).collect(Collectors.toSet()),
                    environment.keySet(),
                    service);
            for (Setting<?> setting : SETTINGS.get(service)) {
                setting.in(environment);
                if (!PLACES.contains(setting.key()))
                    assertEquals(setting.byDefault(), environment.get(setting.key()), service + " " + setting.key());
            }
        }
    }

    @Test
    void noSecretStandsInIt() {
        for (String secret : ComposeFile.SECRETS.keySet()) {
            Map<String, String> others = new HashMap<>(ComposeFile.SECRETS);
            others.remove(secret);

            IllegalArgumentException missing =
                    assertThrows(IllegalArgumentException.class, () -> ComposeFile.with(others), secret);

            assertTrue(missing.getMessage().startsWith(secret), missing::getMessage);
        }
    }

    @Test
    void theServicesMayDoLittle() throws IOException {
        ComposeFile file = ComposeFile.with(ComposeFile.SECRETS);
        for (String service : ComposeFile.SERVICES) {
            assertTrue(file.of(service, "read_only").asBoolean(), service);
            assertEquals("ALL", file.of(service, "cap_drop").path(0).asText(), service);
            assertTrue(file.of(service, "tmpfs").toString().contains("/tmp:exec"), service);
            assertEquals(List.of(service), file.command(service));
        }
    }

    @Test
    void whatItMountsAndBuildsFromExists() throws IOException {
        for (JsonNode service : ComposeFile.with(ComposeFile.SECRETS).tree().path("services")) {
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asText().split(":", 2)[0];
                if (source.startsWith(".")) assertTrue(Files.exists(ComposeFile.FILE.resolveSibling(source)), source);
            }
            String dockerfile = service.path("build").path("dockerfile").asText();
            if (!dockerfile.isEmpty())
                assertTrue(Files.exists(ComposeFile.FILE.resolveSibling(dockerfile)), dockerfile);
        }
    }
}
