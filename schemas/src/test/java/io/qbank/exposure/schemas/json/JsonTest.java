package io.qbank.exposure.schemas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void anUnknownTypeIsRefusedWithTheAllowedOnes() {
        InvalidMessageException event = refusal("{\"type\":\"session.started\"}", QbankEvent.class);
        InvalidMessageException command = refusal("{\"type\":\"calibration.stop\"}", CalibrationCommand.class);

        assertEquals(
                "type must be one of item.presented, response.recorded, was \"session.started\"", event.getMessage());
        assertEquals(
                "type must be one of calibration.start, calibration.cancel, run.rollback, control.set, policy.set,"
                        + " was \"calibration.stop\"",
                command.getMessage());
        assertEquals(RejectionKind.UNKNOWN_TYPE, event.kind());
    }

    @Test
    void aTypeThatIsNoTextIsNotMistakenForAnUnknownOne() {
        assertEquals(
                RejectionKind.WRONG_TYPE,
                refusal("{\"type\":5}", QbankEvent.class).kind());
        assertEquals(
                RejectionKind.MISSING_FIELD,
                refusal("{\"type\":null}", QbankEvent.class).kind());
        assertEquals(
                RejectionKind.MISSING_FIELD, refusal("{}", QbankEvent.class).kind());
    }

    @Test
    void parametersReadByThemselvesNameTheirFieldWithoutAPrefix() {
        InvalidMessageException refused = refusal("{\"tau\":7}", CalibrationParameters.class);

        assertEquals("tau", refused.field());
        assertEquals("tau must be in (0, 1], was 7.0", refused.getMessage());
    }

    @Test
    void brokenJsonIsToldFromAWrongValueWhicheverComesFirst() {
        InvalidMessageException refused = refusal("{\"tau\":7,\"n\":", CalibrationParameters.class);

        assertEquals(RejectionKind.NOT_JSON, refused.kind());
        assertNull(refused.field());
    }

    @Test
    void bytesThatAreNotUtf8AreNoJson() {
        byte[] bytes = "{\"method\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        bytes[11] = (byte) 0xff;

        InvalidMessageException refused =
                assertThrows(InvalidMessageException.class, () -> Json.read(bytes, CalibrationParameters.class));

        assertEquals(RejectionKind.NOT_JSON, refused.kind());
    }

    @Test
    void aLongOrStrangeValueIsShownCutAndHarmless() {
        String shown = Require.shown("\n\ud800" + "\ud83d\ude00".repeat(200));

        assertEquals("\"??" + "\ud83d\ude00".repeat(78) + "…\"", shown);
    }

    @Test
    void anInstantIsReadToTheNanosecondAndInItsOffset() {
        Instant instant = StrictInstant.parse("at", "2026-11-02t11:30:00.000000001+02:00");

        assertEquals(Instant.parse("2026-11-02T09:30:00.000000001Z"), instant);
    }

    @Test
    void theSerdePassesTombstonesAndGivesTheReason() {
        var serde = JsonSerde.of(CalibrationParameters.class);

        byte[] tombstone = serde.serializer().serialize("any", null);
        SerializationException refused = assertThrows(
                SerializationException.class,
                () -> serde.deserializer().deserialize("any", "{\"n\":0}".getBytes(StandardCharsets.UTF_8)));

        assertNull(tombstone);
        assertNull(serde.deserializer().deserialize("any", null));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("n must be in"), refused.getMessage());
        assertInstanceOf(InvalidMessageException.class, refused.getCause());
    }

    private static InvalidMessageException refusal(String text, Class<?> type) {
        return assertThrows(InvalidMessageException.class, () -> Json.read(text, type));
    }
}
