package io.qbank.exposure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.service.Setting;
import io.qbank.exposure.schemas.service.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what is so. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of("exposure-counter", ExposureCounterConfig.SETTINGS),
                Arguments.of("calibrator", CalibratorConfig.SETTINGS),
                Arguments.of("command-api", CommandApiConfig.SETTINGS));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theConfigurationTableIsTheListOfSettings(String service, List<Setting<?>> settings) throws IOException {
        String expected =
                "| variable | default | meaning |\n|---|---|---|\n" + String.join("\n", Settings.rows(settings));

        String table = between("<!-- settings:" + service + " -->", "<!-- /settings -->");

        assertEquals(expected, table);
    }

    @Test
    void theCommandForTheConsoleProducerIsValidAndItsKeyIsItsOwn() throws IOException {
        String line = Files.readAllLines(README).stream()
                .filter(text -> text.contains("|{\"type\":\"calibration.start\""))
                .findFirst()
                .orElseThrow();
        String key = line.substring(0, line.indexOf('|'));
        JsonNode message = Json.read(line.substring(line.indexOf('|') + 1), JsonNode.class);

        CalibrationCommand command = Json.read(message.toString(), CalibrationCommand.class);

        assertEquals(command.key(), key);
    }

    @Test
    void everyFileItLinksToExists() throws IOException {
        List<String> links = Files.readAllLines(README).stream()
                .flatMap(line -> Pattern.compile("]\\(([^)#:]+)\\)")
                        .matcher(line)
                        .results()
                        .map(match -> match.group(1)))
                .toList();

        assertTrue(links.size() > 5, "the README links to its documents");
        for (String link : links) assertTrue(Files.exists(README.resolveSibling(link)), link);
    }

    private static String between(String start, String end) throws IOException {
        String text = Files.readString(README);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from)).strip();
    }
}
