package io.qbank.exposure.calibrator.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.devkit.Hostile;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final String HEAD = "\"command_id\":\"c1\",\"tenant_id\":\"t1\",\"requested_by\":\"ann\","
            + "\"requested_at\":\"2026-11-02T09:00:00Z\",\"trigger\":\"drift\"";
    private static final Instant REQUESTED = Instant.parse("2026-11-02T09:00:00Z");
    private final CommandReader reader = new CommandReader("t1", ManualClock.at(NOW));

    @Test
    void aStartKeepsItsSeedItsEpochAndWhoSentIt() {
        Command.Start start = assertInstanceOf(
                Command.Start.class,
                read("{\"type\":\"calibration.start\"," + HEAD + ",\"job_id\":\"j1\",\"exam_code\":\"A\","
                        + "\"parameters\":{\"iters\":7,\"dry_run\":true,\"seed\":5},"
                        + "\"expected_epoch\":\"2026-11-01T00:00:00Z\"}"));

        assertEquals(new Origin("c1", "calibration.start", "ann", REQUESTED, "drift"), start.origin());
        assertEquals(OptionalLong.of(5), start.seed());
        assertEquals(7, start.totalIters());
        assertTrue(start.dryRun());
        assertEquals(Optional.of(Instant.parse("2026-11-01T00:00:00Z")), start.expectedEpoch());
    }

    @Test
    void aControlKeepsWhatIsAbsentAbsent() {
        Command.SetControl set = assertInstanceOf(
                Command.SetControl.class,
                read("{\"type\":\"control.set\"," + HEAD + ",\"question_id\":9,\"version\":2,\"locked\":true}"));

        assertEquals(
                new Command.SetControl(
                        new Origin("c1", "control.set", "ann", REQUESTED, "drift"),
                        new ItemKey(9, 2),
                        null,
                        null,
                        true),
                set);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"calibration.cancel\",\"command_id\":\"c1\",\"tenant_id\":\"t2\",\"requested_by\":\"ann\","
                        + "\"requested_at\":\"2026-11-02T09:00:00Z\",\"trigger\":\"api\",\"job_id\":\"j1\",\"exam_code\":\"A\"}",
                "{\"type\":\"calibration.cancel\",\"tenant_id\":\"t2\"}"
            })
    void whatIsAnotherTenantsIsPassedOverEvenIfBroken(String json) {
        assertEquals(Optional.empty(), reader.read(bytes(json)));
    }

    @Test
    void aBrokenStartThatNamesItsRunIsAnsweredThere() {
        Command.Invalid invalid = assertInstanceOf(
                Command.Invalid.class,
                read(
                        "{\"type\":\"calibration.start\",\"command_id\":\"c1\",\"tenant_id\":\"t1\",\"requested_by\":7,"
                                + "\"requested_at\":\"yesterday\",\"trigger\":\"whim\",\"job_id\":\"j1\",\"exam_code\":\"A\"}"));

        assertEquals(new Origin("c1", "calibration.start", "unknown", NOW, "service"), invalid.origin());
        assertEquals("j1", invalid.run().orElseThrow().jobId());
        assertTrue(invalid.reason().contains("requested_by"), invalid.reason());
    }

    @Test
    void aBrokenCommandOfAnotherKindIsRefusedUnderItsId() {
        Command.Invalid invalid = assertInstanceOf(
                Command.Invalid.class,
                read("{\"type\":\"control.set\"," + HEAD + ",\"question_id\":9,\"version\":2,\"sh_p\":1.5}"));

        assertEquals("c1", invalid.origin().commandId());
        assertEquals(Optional.empty(), invalid.run());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"type\":\"calibration.start\",\"job_id\":\"j1\"}",
                "{\"type\":\"calibration.start\",\"tenant_id\":\"t1\",\"job_id\":\"j1\",\"exam_code\":\"A\"}",
                "{\"type\":\"unheard.of\",\"command_id\":\"c1\",\"tenant_id\":\"t1\"}",
                "nonsense",
                ""
            })
    void whatCannotBeAnsweredIsRejected(String json) {
        InvalidMessageException rejected = assertThrows(InvalidMessageException.class, () -> reader.read(bytes(json)));

        assertTrue(String.valueOf(rejected.getMessage()).length() > 5, rejected.getMessage());
    }

    @Test
    void hostileNamesAreKeptLetterForLetterOrRefusedOnOneLine() {
        for (String name : Hostile.printable()) {
            String json = Json.text(name);

            Command.Start start = assertInstanceOf(Command.Start.class, read(start(json, "ann")));

            assertEquals(name, start.examCode());
            assertEquals(
                    name, ((Command.Start) read(start("\"A\"", name))).origin().requestedBy());
        }
        for (String name : Hostile.control()) {
            String json = name.equals("\ud800") ? "\"\\ud800\"" : Json.text(name);

            String reason = assertInstanceOf(Command.Invalid.class, read(start(json, "ann")))
                    .reason();

            assertTrue(reason.startsWith("exam_code must be"), reason);
            assertTrue(reason.chars().noneMatch(Character::isISOControl), reason);
        }
    }

    private static String start(String exam, String by) {
        return "{\"type\":\"calibration.start\",\"command_id\":\"c1\",\"tenant_id\":\"t1\",\"requested_by\":"
                + Json.text(by)
                + ",\"requested_at\":\"2026-11-02T09:00:00Z\",\"trigger\":\"api\",\"job_id\":\"j1\",\"exam_code\":"
                + exam + ",\"parameters\":{}}";
    }

    private Command read(String json) {
        return reader.read(bytes(json)).orElseThrow();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
