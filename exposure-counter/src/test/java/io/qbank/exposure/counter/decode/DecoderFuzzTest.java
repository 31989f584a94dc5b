package io.qbank.exposure.counter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.decode.Decoded.Broken;
import io.qbank.exposure.counter.decode.Decoded.Foreign;
import io.qbank.exposure.counter.decode.Decoded.Sighting;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.devkit.Fuzz;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is written to the topic is an event, somebody else's, or broken with a reason on one line; nothing is thrown. The fast
 * path and the contract never disagree. What is encoded is decoded as it was.
 */
class DecoderFuzzTest {
    private static final int LONGEST_REASON = 1_000;

    private static final List<String> EXAMPLES = List.of("""
            {"event_id":"e-1","type":"item.presented","tenant_id":"acme","exam_code":"SCIENCE","session_id":"s-1",\
            "question_id":17,"version":1,"occurred_at":"2026-11-02T09:30:00Z","position":3}""", """
            {"type":"response.recorded","event_id":"e-2","tenant_id":"acme","exam_code":"Prüfung 1","session_id":"s-\\u00e92",\
            "question_id":9007199254740993,"version":2,"occurred_at":"2026-11-02T09:30:00.125+02:00","correct":true,"theta":-0.5}""", """
            {"event_id":"e-3","type":"item.retired","tenant_id":"acme","exam_code":"SCIENCE","question_id":1}""", """
            {"event_id":"e-4","type":"item.presented","tenant_id":"acme","exam_code":"SCIENCE","session_id":"s-1","question_id":1.0,\
            "version":1e0,"occurred_at":"2026-11-02T09:30:00.123456789Z","extra":{"a":[{"b":[1,2]}]},"position":null,"theta":null}""");

    private final EventDecoder decoder = new EventDecoder();

    @Test
    void whateverIsWrittenIsTakenOrTurnedDownWithAReason() {
        Fuzz fuzz = new Fuzz(Fuzz.seed(), EXAMPLES);
        Mutations mutations = new Mutations(Fuzz.seed());
        int inputs = Fuzz.inputs(15_000);
        int taken = 0;
        for (int played = 0; played < inputs; played++) {
            byte[] value = played % 2 == 0
                    ? fuzz.bytes()
                    : mutations.of(EXAMPLES.get(played % EXAMPLES.size()).getBytes(StandardCharsets.UTF_8));
            try {
                if (checked(value)) taken++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError(
                        "input " + played + " with -Dfuzz.seed=" + Fuzz.seed() + ": "
                                + new String(value, StandardCharsets.UTF_8),
                        wrong);
            }
        }
        assertTrue(taken > inputs / 100 && taken < inputs, taken + " of " + inputs + " were taken");
        System.out.printf("%,d inputs, %,d taken, seed %d%n", inputs, taken, Fuzz.seed());
    }

    /** Whether it is an event of ours. */
    private boolean checked(byte[] value) {
        Decoded decoded = decoder.decode(value);
        // what follows a foreign type is not looked at, so it may be broken too
        if (!(decoded instanceof Foreign))
            assertEquals(EventDecoder.byContract(value), decoded, "the fast path and the contract");
        if (decoded instanceof Broken broken) {
            assertFalse(broken.reason().isBlank());
            assertTrue(broken.reason().length() <= LONGEST_REASON, broken.reason());
            assertTrue(broken.reason().chars().noneMatch(Character::isISOControl), broken.reason());
        }
        return decoded instanceof Sighting;
    }

    @Test
    void whatIsEncodedIsDecodedAsItWas() {
        Random random = new Random(Fuzz.seed());
        for (int played = 0; played < Fuzz.inputs(5_000); played++) {
            QbankEvent event = event(random);

            Decoded decoded = decoder.decode(Json.bytes(event));

            assertEquals(
                    new Sighting(
                            new ExamKey(event.tenantId(), event.examCode()),
                            event.sessionId(),
                            event.questionId(),
                            event.version(),
                            event.occurredAt().toEpochMilli(),
                            event.theta() == null ? Double.NaN : event.theta()),
                    decoded,
                    () -> "seed " + Fuzz.seed() + ": " + Json.text(event));
        }
    }

    private static QbankEvent event(Random random) {
        Instant at = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
        long question = 1 + (random.nextLong() >>> (2 + random.nextInt(60)));
        int version = 1 + random.nextInt(Integer.MAX_VALUE - 1);
        Integer position = random.nextBoolean() ? null : 1 + random.nextInt(100_000);
        Double theta = random.nextBoolean() ? null : -20 + 40 * random.nextDouble();
        String tenant = "t" + random.nextInt();
        if (random.nextBoolean())
            return new QbankEvent.ItemPresented(
                    text(random), tenant, text(random), text(random), question, version, at, position, theta);
        return new QbankEvent.ResponseRecorded(
                text(random), tenant, text(random), text(random), question, version, at, position, true, theta);
    }

    /** Anything that may be an exam code or a session id. */
    private static String text(Random random) {
        int[] points = random.ints(1 + random.nextInt(QbankEvent.MAX_TEXT), 0, Character.MAX_CODE_POINT + 1)
                .map(point -> random.nextBoolean() ? ' ' + point % 95 : point)
                .filter(point -> !Character.isISOControl(point))
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .toArray();
        return "x" + new String(points, 0, Math.min(points.length, QbankEvent.MAX_TEXT - 1));
    }
}
