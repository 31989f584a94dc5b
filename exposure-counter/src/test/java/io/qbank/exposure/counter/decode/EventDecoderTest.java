package io.qbank.exposure.counter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way and the contract's way come to the same answer. */
class EventDecoderTest {
    private static final String VALID = """
            {"type":"item.presented","event_id":"e-1","tenant_id":"t-1","exam_code":"MATH","session_id":"s-1",
             "question_id":12,"version":3,"occurred_at":"2026-11-02T09:30:00.125Z","theta":-0.5}""";

    private final EventDecoder decoder = new EventDecoder();

    @Test
    void aUsualEventIsReadOnTheFastPath() {
        Decoded decoded = new FastPath().read(VALID.getBytes(StandardCharsets.UTF_8));

        var expected = new Decoded.Sighting(new ExamKey("t-1", "MATH"), "s-1", 12, 3, 1_793_611_800_125L, -0.5);
        assertEquals(expected, decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "item-presented.v1/full.json",
                "item-presented.v1/unknown-fields.json",
                "response-recorded.v1/full.json"
            })
    void theContractsOwnExamplesTakeTheFastPath(String sample) {
        assertNotNull(new FastPath().read(sample(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadAsTheContractReadsIt(String name) {
        assertAgree(sample(name));
    }

    @Test
    void mutatedEventsAreReadAsTheContractReadsThem() {
        List<byte[]> samples = samples().stream().map(EventDecoderTest::sample).toList();
        Mutations mutations = new Mutations(20_260_310);
        for (int i = 0; i < 20_000; i++) assertAgree(mutations.of(samples.get(i % samples.size())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"event_id\":\"e-1\"",
                "\"type\":\"item.presented\"",
                "\"type\":\"exam.published\"",
                "\"tenant_id\":\"t-1\"",
                "\"exam_code\":\"MATH\"",
                "\"session_id\":\"s-1\"",
                "\"question_id\":12",
                "\"version\":3",
                "\"occurred_at\":\"2026-11-02T09:30:00.125Z\"",
                "\"theta\":-0.5",
                "\"theta\":null",
                "\"position\":1,\"position\":null",
                "\"correct\":true,\"correct\":null",
                "\"more\":1,\"most\":2,\"more\":1",
                "\"\\u0074ype\":\"item.presented\"",
                "\"more\":1,\"\\u006dore\":2",
                "\"more\":{\"a\":1,\"b\":[{\"c\":1,\"c\":1}]}"
            })
    void aFieldThatComesTwiceIsRejected(String more) {
        byte[] twice = VALID.replace("}", "," + more + "}").getBytes(StandardCharsets.UTF_8);

        assertNull(new FastPath().read(twice));
        assertEquals(
                RejectionKind.NOT_JSON,
                assertInstanceOf(Decoded.Broken.class, decoder.decode(twice)).kind());
    }

    @Test
    void fieldsOfOthersMayBeNestedAndMany() {
        StringBuilder more = new StringBuilder(",\"nested\":{\"a\":[1,{\"a\":2}],\"b\":{}},\"array\":[[],{}]");
        byte[] nested = VALID.replace("}", more + "}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 17; i++) more.append(",\"f").append(i).append("\":").append(i);
        String many = VALID.replace("}", more + "}");
        String twice = many.replace("\"f16\"", "\"f3\"");

        assertEquals(decode(VALID), new FastPath().read(nested));
        assertNull(new FastPath().read(many.getBytes(StandardCharsets.UTF_8)));
        assertEquals(decode(VALID), decode(many));
        assertEquals(
                RejectionKind.NOT_JSON,
                assertInstanceOf(Decoded.Broken.class, decode(twice)).kind());
    }

    @Test
    void anEventOfAnotherTypeIsForeignWhateverItHolds() {
        String deep = "[".repeat(200) + "]".repeat(200);

        Decoded decoded =
                decode("{\"type\":\"exam.published\",\"tenant_id\":\"t-1\",\"exam_code\":\"MATH\",\"x\":" + deep + "}");

        assertEquals(new Decoded.Foreign(new ExamKey("t-1", "MATH")), decoded);
    }

    @Test
    void aTombstoneIsNoObject() {
        var broken = assertInstanceOf(Decoded.Broken.class, decoder.decode(null));

        assertEquals(RejectionKind.NOT_AN_OBJECT, broken.kind());
    }

    @Test
    void aBrokenEventCountsForItsExamIfItTellsIt() {
        var known = decode(VALID.replace("12", "-12"));
        var unknown = decode(VALID.replace("t-1", "t/1"));
        var noJson = decode(VALID.substring(0, VALID.length() - 1));

        assertEquals(new ExamKey("t-1", "MATH"), known.exam());
        assertEquals(Decoded.NOBODY, unknown.exam());
        assertEquals(Decoded.NOBODY, noJson.exam());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-02T09:30:00Z",
                "2026-11-02T09:30:00.1Z",
                "2026-11-02T09:30:00.123456789Z",
                "2028-02-29T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void instantsAreReadToTheMillisecond(String text) {
        assertEquals(
                java.time.Instant.parse(text).toEpochMilli(), UtcText.millis(text.toCharArray(), 0, text.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T09:30:00Z",
                "2026-13-02T09:30:00Z",
                "2026-11-02T24:00:00Z",
                "2026-11-02T09:30:60Z",
                "2026-11-02T09:30:00.Z",
                "2026-11-02T09:30:00+01:00",
                "2026-11-02 09:30:00Z",
                "1969-12-31T23:59:59Z",
                "2026-11-02T09:30:00.1234567890Z"
            })
    void unusualInstantsAreLeftToTheContract(String text) {
        assertEquals(UtcText.UNUSUAL, UtcText.millis(text.toCharArray(), 0, text.length()));
        assertNull(new FastPath()
                .read(VALID.replace("2026-11-02T09:30:00.125Z", text).getBytes(StandardCharsets.UTF_8)));
    }

    private void assertAgree(byte[] message) {
        Decoded decoded = decoder.decode(message);
        String shown = new String(message, StandardCharsets.UTF_8);
        try {
            QbankEvent event = Json.read(message, QbankEvent.class);
            var sighting = assertInstanceOf(Decoded.Sighting.class, decoded, shown);
            assertEquals(new ExamKey(event.tenantId(), event.examCode()), sighting.exam(), shown);
            assertEquals(event.sessionId(), sighting.sessionId(), shown);
            assertEquals(event.questionId(), sighting.questionId(), shown);
            assertEquals(event.version(), sighting.version(), shown);
            assertEquals(event.occurredAt().toEpochMilli(), sighting.occurredAt(), shown);
            assertEquals(event.theta() == null ? Double.NaN : event.theta(), sighting.theta(), shown);
        } catch (InvalidMessageException invalid) {
            // what follows a foreign type is not looked at, so it may be broken too
            if (decoded instanceof Decoded.Foreign)
                assertEquals(
                        true,
                        Set.of(RejectionKind.UNKNOWN_TYPE, RejectionKind.NOT_JSON, RejectionKind.TOO_LARGE)
                                .contains(invalid.kind()),
                        shown);
            else {
                var broken = assertInstanceOf(Decoded.Broken.class, decoded, shown);
                assertEquals(invalid.kind(), broken.kind(), shown);
                assertEquals(invalid.getMessage(), broken.reason(), shown);
            }
        }
    }

    private Decoded decode(String message) {
        return decoder.decode(message.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> samples() {
        List<String> names = new ArrayList<>();
        for (String contract : List.of("item-presented.v1", "response-recorded.v1")) {
            for (String valid : List.of("full", "minimal", "null-optionals", "unknown-fields"))
                names.add(contract + '/' + valid + ".json");
            JsonNode expectations = tree(sample(contract + "/expectations.json"));
            expectations.fieldNames().forEachRemaining(name -> {
                if (name.endsWith(".json")) names.add(contract + '/' + name);
            });
        }
        return names;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.shared().readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] sample(String name) {
        String path = "/contracts/samples/" + name;
        try (InputStream in = Objects.requireNonNull(EventDecoderTest.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
