package io.qbank.exposure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.calibrator.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DriftCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Numbers of the drift test's known answers, rounded. */
    @Test
    void jsonHasTheEvidenceAfterEachDay() throws IOException {
        int exit = run("--cap 0.2 --delta 0.1 --day 100:20 --day 100:18 --day 100:22 --day 100:35 --day 100:38 --json");

        JsonNode found = new ObjectMapper().readTree(out.toString());
        double[] known = {0.59307723, 0.39885735, 0.32716916, 1.95493705, 531.724387};
        assertEquals(0, exit, err.toString());
        assertEquals(
                List.of("ln_m", "E", "threshold", "drift"),
                found.properties().stream().map(e -> e.getKey()).toList());
        for (int day = 0; day < known.length; day++)
            assertEquals(known[day], found.at("/E/" + day).asDouble(), 1e-7 * Math.max(1, known[day]), "day " + day);
        assertEquals(20, found.get("threshold").asDouble());
        assertTrue(found.get("drift").asBoolean());
    }

    @Test
    void oneLineADayAndTheVerdictAreForPeople() {
        int exit = run("--cap 0.2 --day 100:30");

        assertEquals(0, exit, err.toString());
        List<String> lines = out.toString().lines().toList();
        assertEquals("ln M over all days: 0.804497", lines.get(0));
        assertTrue(lines.get(1).startsWith("day 1: 30 of 100 sessions, E = "), lines.get(1));
        assertEquals("no drift: E stayed below the threshold of 20.0000", lines.get(2));
    }

    @Test
    void anAlarmIsNotTakenBackByQuietDays() {
        run("--cap 0.2 --day 100:60 --day 5000:500 --day 5000:500");

        assertTrue(out.toString().contains("drift: E reached the threshold"), out.toString());
        assertFalse(out.toString().contains("no drift"), out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --cap 0 --day 1:1               | --cap   | (0, 1]              | 0
            --cap NaN --day 1:1             | --cap   | a number            | NaN
            --cap 0.2 --delta -1 --day 1:1  | --delta | [0, 10]             | -1
            --cap 0.2 --alpha 0 --day 1:1   | --alpha | (0, 1]              | 0
            --cap 0.2 --day 1:2             | --day   | SESSIONS:EXPOSURES  | 1:2
            --cap 0.2 --day 10              | --day   | SESSIONS:EXPOSURES  | 10
            --cap 0.2 --day a:b             | --day   | SESSIONS:EXPOSURES  | a:b
            --cap 0.2 --day 5:-1            | --day   | SESSIONS:EXPOSURES  | 5:-1
            --cap 0.2                       | --day   | required            | Missing
            """)
    void aWrongFlagIsNamedWithWhatIsAllowedAndGiven(String flags, String field, String allowed, String given) {
        int exit = run(flags);

        String line = err.toString();
        assertEquals(Cli.WRONGLY_ASKED, exit, line);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains(field) && line.contains(allowed) && line.contains(given), line);
    }

    private int run(String flags) {
        return Cli.prepared(new CommandLine(new DriftCommand()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(flags.split(" ", -1));
    }
}
