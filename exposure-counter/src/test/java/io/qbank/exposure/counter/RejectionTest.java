package io.qbank.exposure.counter;

import static io.qbank.exposure.counter.CounterDriver.DAY;
import static io.qbank.exposure.counter.CounterDriver.EXAM;
import static io.qbank.exposure.counter.CounterDriver.NOON;
import static io.qbank.exposure.counter.CounterDriver.TENANT;
import static io.qbank.exposure.devkit.Samples.presented;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.tally.Outcome;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be counted is kept with the reason, and counted by it. */
class RejectionTest {
    private static final String VALID = Json.text(presented(TENANT, EXAM, "s1", 7, 1, NOON));
    private final CounterDriver counter = CounterDriver.start();

    @AfterEach
    void close() {
        counter.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not_json      | not valid JSON | {\"type\": ",
                "not_an_object | JSON object    | [1, 2]",
                "missing_field | type           | {}",
                "too_large     | nested         | {\"x\": DEEP}",
            })
    void aRecordThatTellsNoExamIsRejectedUnderUnknown(String kind, String reason, String value) {
        String deep = "[".repeat(40) + "]".repeat(40);
        counter.play("s1", value.replace("DEEP", deep).getBytes(StandardCharsets.UTF_8), NOON)
                .tick();

        var rejected = counter.rejected();

        assertEquals(1, rejected.size());
        assertEquals(kind, header(rejected.get(0), RejectionHeaders.KIND));
        assertTrue(
                header(rejected.get(0), RejectionHeaders.REASON).contains(reason), header(rejected.get(0), "reason"));
        assertEquals(
                Map.of(kind, 1L),
                counter.outcomes(DailyOutcomes.UNKNOWN, DailyOutcomes.UNKNOWN, DAY)
                        .rejected());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrong_type    | question_id | \"question_id\":7 | \"question_id\":\"7\"",
                "out_of_range  | question_id | \"question_id\":7 | \"question_id\":-7",
                "out_of_range  | occurred_at | 2026-03-10        | 99999-03-10",
                "missing_field | session_id  | \"session_id\"    | \"session\"",
            })
    void aMalformedEventIsRejectedUnderItsExam(String kind, String field, String part, String replacement) {
        counter.play("s1", VALID.replace(part, replacement).getBytes(StandardCharsets.UTF_8), NOON)
                .tick();

        var rejected = counter.rejected();

        assertEquals(kind, header(rejected.get(0), RejectionHeaders.KIND));
        assertTrue(header(rejected.get(0), RejectionHeaders.REASON).startsWith(field));
        assertEquals(Map.of(kind, 1L), counter.outcomes(DAY).rejected());
    }

    @Test
    void textThatIsNotUtf8IsRejected() {
        byte[] value = VALID.getBytes(StandardCharsets.UTF_8);
        value[VALID.indexOf(EXAM)] = (byte) 0xC3;
        counter.play("s1", value, NOON).tick();

        var rejected = counter.rejected();

        assertEquals("not_json", header(rejected.get(0), RejectionHeaders.KIND));
        assertTrue(
                header(rejected.get(0), RejectionHeaders.REASON).contains("UTF-8"),
                header(rejected.get(0), RejectionHeaders.REASON));
        assertArrayEquals(value, rejected.get(0).value());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "253402300799999, 1", "9223372036854775807, 1"})
    void aRecordWithAnAbsurdTimestampHasAnOutcomeAndStopsNothing(long timestamp, long late) {
        counter.play("s1".getBytes(StandardCharsets.UTF_8), VALID.getBytes(StandardCharsets.UTF_8), timestamp)
                .play(presented(TENANT, EXAM, "s2", 7, 1, NOON))
                .tick();

        DailyOutcomes absurd = counter.outcomes(
                LocalDate.ofInstant(Instant.ofEpochMilli(Math.min(timestamp, 253_402_300_799_999L)), ZoneOffset.UTC));

        assertEquals(late, absurd.late());
        assertEquals(1 - late, absurd.future());
        assertEquals(1, counter.exposures(7, DAY));
    }

    @Test
    void theOriginalKeyBytesAndPlaceAreKept() {
        byte[] value = {(byte) 0xFF, 0, 1};
        counter.play("the-key", value, NOON);

        TestRecord<byte[], byte[]> rejected = counter.rejected().get(0);

        assertArrayEquals("the-key".getBytes(StandardCharsets.UTF_8), rejected.key());
        assertArrayEquals(value, rejected.value());
        assertEquals("events.qbank", header(rejected, RejectionHeaders.TOPIC));
        assertEquals("0", header(rejected, RejectionHeaders.PARTITION));
        assertEquals("0", header(rejected, RejectionHeaders.OFFSET));
    }

    @Test
    void aHugeRecordIsCut() {
        byte[] huge = new byte[1_000_000];
        counter.play("k".repeat(100_000), huge, NOON);

        TestRecord<byte[], byte[]> rejected = counter.rejected().get(0);

        assertEquals(RejectionHeaders.MAX_BYTES, rejected.value().length);
        assertEquals(RejectionHeaders.MAX_BYTES, rejected.key().length);
    }

    @Test
    void aTombstoneIsRejected() {
        counter.play("s1", null, NOON).tick();

        TestRecord<byte[], byte[]> rejected = counter.rejected().get(0);

        assertNull(rejected.value());
        assertEquals("not_an_object", header(rejected, RejectionHeaders.KIND));
    }

    @Test
    void aRecordUnderAnotherKeyOrNoneIsRejected() {
        byte[] value = VALID.getBytes(StandardCharsets.UTF_8);
        counter.play("s2", value, NOON)
                .play(null, value, NOON)
                .play("s1", value, NOON)
                .tick();

        assertEquals(Map.of("wrong_key", 2L), counter.outcomes(DAY).rejected());
        assertEquals(1, counter.exposures(7, DAY));
        assertEquals("wrong_key", header(counter.rejected().get(0), RejectionHeaders.KIND));
    }

    @Test
    void whereKeysAreSomethingElseEventsAreCountedUnderTheirSession() {
        try (CounterDriver rekeyed = CounterDriver.start(Map.of("EVENTS_KEYED_BY_SESSION", "false"))) {
            byte[] value = VALID.getBytes(StandardCharsets.UTF_8);
            byte[] broken =
                    VALID.replace("\"question_id\":7", "\"question_id\":0").getBytes(StandardCharsets.UTF_8);
            rekeyed.play("s2", value, NOON)
                    .play(null, value, NOON)
                    .play("candidate-1", broken, NOON)
                    .play("candidate-2", null, NOON)
                    .tick();

            var rejected = rekeyed.rejected();

            assertEquals(1, rekeyed.exposures(7, DAY));
            assertEquals(1, rekeyed.outcomes(DAY).duplicate());
            assertEquals(Map.of("out_of_range", 1L), rekeyed.outcomes(DAY).rejected());
            assertArrayEquals(
                    "candidate-1".getBytes(StandardCharsets.UTF_8),
                    rejected.get(0).key());
            assertArrayEquals(broken, rejected.get(0).value());
            assertEquals("events.qbank", header(rejected.get(0), RejectionHeaders.TOPIC));
            assertEquals("2", header(rejected.get(0), RejectionHeaders.OFFSET));
            assertArrayEquals(
                    "candidate-2".getBytes(StandardCharsets.UTF_8),
                    rejected.get(1).key());
            assertNull(rejected.get(1).value());
        }
    }

    @Test
    void aSessionIdBeyondAsciiIsComparedWithItsKeyInUtf8() {
        counter.play(presented(TENANT, EXAM, "Prüfung-ß-日", 7, 1, NOON)).tick();

        assertEquals(1, counter.exposures(7, DAY));
    }

    @Test
    void anEventOfAnotherTypeIsIgnored() {
        String foreign = VALID.replace("item.presented", "item.retired");
        counter.play("whatever", foreign.getBytes(StandardCharsets.UTF_8), NOON).tick();

        assertEquals(1, counter.outcomes(DAY).ignored());
        assertTrue(counter.rejected().isEmpty());
    }

    @Test
    void outcomesAddUpToWhatWasSent() {
        counter.play("s1", VALID.getBytes(StandardCharsets.UTF_8), NOON)
                .play("s1", VALID.getBytes(StandardCharsets.UTF_8), NOON)
                .play("s1", VALID.getBytes(StandardCharsets.UTF_8), NOON.plusSeconds(300_000))
                .play("s1", VALID.replace("7", "-7").getBytes(StandardCharsets.UTF_8), NOON)
                .play("s1", VALID.replace("presented", "x").getBytes(StandardCharsets.UTF_8), NOON)
                .tick();

        long sum = counter.outcomes(DAY).total()
                + counter.outcomes(DAY.plusDays(3)).total();
        assertEquals(5, sum);
    }

    @ParameterizedTest
    @EnumSource(RejectionKind.class)
    void everyKindOfRejectionHasAnOutcome(RejectionKind kind) {
        assertEquals(kind, Outcome.of(kind).kind());
        assertEquals(Outcome.of(kind), Outcome.of(Outcome.of(kind).code()));
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
