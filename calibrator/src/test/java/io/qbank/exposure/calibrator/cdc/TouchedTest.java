package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class TouchedTest {
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .build();

    @Test
    void aChangeTouchesTheQuestionsOfBothItsImages() {
        Touched touched = Touched.by(
                List.of(
                        change("question_publications", 7, 2_000, 1L, 2L),
                        change("item_calibration", 8, 1_000, null, 3L),
                        change("item_exposure_control", 8, 3_000, 4L, null)),
                Set.of());

        assertEquals(Set.of(1L, 2L, 3L, 4L), touched.questions());
        assertEquals(Set.of(7L, 8L), touched.transactions());
        assertEquals(OptionalLong.of(1_000), touched.since());
        assertFalse(touched.everything());
    }

    @Test
    void aPolicyTouchesItsExam() {
        Touched touched = Touched.by(List.of(change("calibration_policy", 7, 1, null, "EXAM")), Set.of());

        assertEquals(Set.of("EXAM"), touched.exams());
        assertEquals(Set.of(), touched.questions());
    }

    @Test
    void aHeartbeatTouchesNothing() {
        Schema schema =
                SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        Struct beat = new Struct(schema).put("ts_ms", 1L);

        assertTrue(Touched.by(List.of(record(schema, beat)), Set.of()).isNothing());
    }

    @Test
    void partsHoldEveryQuestionOnceAndTheExamsWithTheFirst() {
        List<Touched> parts =
                Touched.found(Set.of(1L, 2L, 3L, 4L, 5L), Set.of("EXAM")).parts(2);

        assertEquals(
                List.of(Set.of(1L, 2L), Set.of(3L, 4L), Set.of(5L)),
                parts.stream().map(Touched::questions).toList());
        assertEquals(
                List.of(Set.of("EXAM"), Set.of(), Set.of()),
                parts.stream().map(Touched::exams).toList());
    }

    @Test
    void anExamAloneIsOnePartAndNothingIsNone() {
        assertEquals(
                List.of(Touched.found(Set.of(), Set.of("EXAM"))),
                Touched.found(Set.of(), Set.of("EXAM")).parts(2));
        assertEquals(List.of(), Touched.found(Set.of(), Set.of()).parts(2));
    }

    @Test
    void aTruncatedTableTouchesEverything() {
        Touched touched = Touched.by(List.of(change("question_versions", 7, 1, null, null)), Set.of());

        assertTrue(touched.everything());
        assertFalse(touched.isNothing());
    }

    @Test
    void aDeletedRowOfAMuteTableTouchesEverythingAndNotTheZeroItShows() {
        Set<BankTable> mute = Set.of(BankTable.PUBLICATIONS);

        Touched deleted = Touched.by(List.of(change("question_publications", 7, 1, 0L, null)), mute);
        Touched inserted = Touched.by(List.of(change("question_publications", 7, 1, null, 5L)), mute);

        assertTrue(deleted.everything());
        assertEquals(Set.of(), deleted.questions());
        assertFalse(inserted.everything());
        assertEquals(Set.of(5L), inserted.questions());
    }

    private static SourceRecord change(String table, long transaction, long committed, Object before, Object after) {
        boolean policy = table.equals("calibration_policy");
        Schema row = SchemaBuilder.struct()
                .optional()
                .field(policy ? "exam_code" : "question_id", policy ? Schema.STRING_SCHEMA : Schema.INT64_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .build();
        Struct source =
                new Struct(SOURCE).put("table", table).put("txId", transaction).put("ts_ms", committed);
        return record(
                schema,
                new Struct(schema)
                        .put("before", image(row, before))
                        .put("after", image(row, after))
                        .put("source", source));
    }

    private static Struct image(Schema row, Object key) {
        return key == null ? null : new Struct(row).put(row.fields().get(0), key);
    }

    private static SourceRecord record(Schema schema, Struct value) {
        return new SourceRecord(Map.of(), Map.of(), "topic", schema, value);
    }
}
