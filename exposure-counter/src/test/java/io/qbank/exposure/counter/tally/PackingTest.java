package io.qbank.exposure.counter.tally;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was packed comes out again, and keys sort like what they stand for. */
class PackingTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbersComeOutAgain(long number) {
        byte[] packed =
                new Packer(1).number(number).signed(number).ordered(number).toBytes();

        Unpacker unpacker = new Unpacker(packed);

        assertEquals(number, unpacker.number());
        assertEquals(number, unpacker.signed());
        assertEquals(number, unpacker.ordered());
        assertFalse(unpacker.hasMore());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s-4711",
                "Prüfung ß 日",
                "00000000-0000-0000-0000-000000000001",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "FFFFFFFF-ffff-ffff-ffff-ffffffffffff",
                "ffffffff-ffff-ffff-ffff-fffffffffffg",
                "ffffffffffff-ffff-ffff-ffff-ffffffff"
            })
    void textComesOutAgainTheWayItWasWritten(String text) {
        assertEquals(text, new Unpacker(new Packer(1).text(text).toBytes()).text());
    }

    @Test
    void aUsualUuidTakesSeventeenBytes() {
        assertEquals(
                17, new Packer(1).text("5f0c8a1e-7d3b-4c5a-9e2f-0123456789ab").toBytes().length);
    }

    @Test
    void aSessionComesOutAgain() {
        Session session = new Session(20_522);
        session.hear(1_773_144_000_001L);
        session.estimate(7, 1_773_144_000_000L);
        for (int i = 1; i <= 40; i++) session.see(i * 1_000_003L, i % 3 + 1);

        Session again = Session.parse(session.toBytes());

        assertArrayEquals(session.toBytes(), again.toBytes());
        assertEquals(session.heardUntil(), Session.heardUntil(session.toBytes()));
        assertTrue(again.saw(7 * 1_000_003L, 2));
        assertFalse(again.see(7 * 1_000_003L, 2));
        assertTrue(again.see(7 * 1_000_003L, 3));
        assertEquals(7, again.thetaBin());
        assertEquals(20_522, again.day());
    }

    @Test
    void aSessionIsHeardInStepsOfTenMinutesRoundedUp() {
        Session session = new Session(0);

        assertTrue(session.hear(600_001));
        assertEquals(1_200_000, session.heardUntil());
        assertFalse(session.hear(1_200_000));
        assertFalse(session.hear(5));
        assertTrue(session.hear(1_200_001));
    }

    @Test
    void anEarlierAbilityNeverReplacesALaterOne() {
        Session session = new Session(0);

        assertTrue(session.estimate(3, 1_000));
        assertFalse(session.estimate(5, 999));
        assertFalse(session.estimate(3, 1_000));
        assertFalse(session.estimate(ThetaBins.NONE, 2_000));
        assertTrue(session.estimate(5, 1_001));
        assertEquals(5, session.thetaBin());
    }

    @Test
    void aTallyComesOutAgainFromItsBlocks() {
        Random random = new Random(1);
        Tally tally = new Tally();
        for (int i = 0; i < 100_000; i++) {
            Tally.Day day = tally.on(20_000 + random.nextInt(3));
            day.item(1 + random.nextInt(30_000), 1 + random.nextInt(2), 1);
            day.session(random.nextInt(33), random.nextInt(3) - 1);
            day.outcome(random.nextInt(Outcome.CODES), 1);
        }

        Tally again = new Tally();
        var blocks = TallyBlocks.of(tally);
        blocks.forEach(block -> TallyBlocks.add(block, again));

        assertTrue(blocks.size() > 1);
        blocks.forEach(block -> assertTrue(block.length < 400_000, "a block of " + block.length + " bytes"));
        assertEquals(tally.cells(), again.cells());
        tally.days().forEach((number, day) -> {
            Tally.Day other = again.on(number);
            assertArrayEquals(day.sessions(), other.sessions());
            assertArrayEquals(day.outcomes(), other.outcomes());
            assertEquals(day.items().size(), other.items().size());
            day.items()
                    .forEach((question, version, count) ->
                            assertEquals(count, other.items().count(question, version)));
        });
    }

    @Test
    void anEmptyTallyIsNoBlock() {
        Tally tally = new Tally();
        tally.on(1);

        assertTrue(TallyBlocks.of(tally).isEmpty());
    }

    @Test
    void cellsOfADayLieTogether() {
        ExamKey exam = new ExamKey("t", "E");
        Cell early = new Cell(exam, Cell.Kind.ITEM, 20_000, new Item(Long.MAX_VALUE, 1));
        Cell late = new Cell(exam, Cell.Kind.ITEM, 20_001, new Item(1, 1));

        assertTrue(Arrays.compareUnsigned(early.toBytes(), late.toBytes()) < 0);
        assertEquals(early, Cell.parse(early.toBytes()));
        Cell sessions = new Cell(exam, Cell.Kind.SESSIONS, 20_000, Cell.NO_ITEM);
        assertEquals(sessions, Cell.parse(sessions.toBytes()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, -4, -3.76, -0.001, 0, 3.99, 4, 20})
    void anAbilityFallsIntoItsQuarterLogit(double theta) {
        int bin = ThetaBins.of(theta);

        double low = -4 + bin * 0.25;
        assertTrue(bin == 0 || theta >= low, theta + " in " + bin);
        assertTrue(bin == ThetaBins.COUNT - 1 || theta < low + 0.25, theta + " in " + bin);
    }

    @Test
    void noAbilityHasNoBin() {
        assertEquals(ThetaBins.NONE, ThetaBins.of(Double.NaN));
    }

    @Test
    void anExamCodeMayHoldASlash() {
        ExamKey exam = new ExamKey("tenant", "a/b/c");

        assertEquals(exam, ExamKey.parse(exam.text()));
    }
}
