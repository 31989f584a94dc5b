package io.qbank.exposure.counter.tally;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Sums as they grow, are stored and are read; keys of sessions; bins of abilities. */
class TotalTest {
    @Test
    void numbersAreAddedOneByOneOrAllAtOnce() {
        Total total = new Total(3);
        total.add(0, 5, 10);
        total.add(new long[] {1, 2}, 11);
        total.add(2, -4, 12);

        assertEquals(6, total.value());
        assertArrayEquals(new long[] {6, 2, -4}, total.slots());
        assertEquals("[6, 2, -4]", total.toString());
        assertEquals(12, Total.changedOn(total.toBytes()));
    }

    @Test
    void itIsReadAsItWasStoredWithRoomForMore() {
        Total total = new Total(4);
        total.add(new long[] {7, 0, -3, 0}, 99);

        byte[] stored = total.toBytes();

        assertArrayEquals(new long[] {7, 0, -3, 0, 0, 0}, Total.parse(stored, 6).slots());
        assertArrayEquals(stored, Total.parse(stored, 4).toBytes());
        assertEquals(99, Total.changedOn(stored));
        Total none = new Total(4);
        none.add(0, 0, 99);
        assertTrue(none.toBytes().length < stored.length, "trailing zeros take no room");
        assertArrayEquals(new long[4], Total.parse(none.toBytes(), 4).slots());
    }

    @Test
    void anUnknownFormatIsRefused() {
        byte[] stored = new Total(1).toBytes();
        stored[0]++;

        assertThrows(IllegalStateException.class, () -> Total.parse(stored, 1));
        assertThrows(IllegalStateException.class, () -> Total.changedOn(stored));
    }

    @Test
    void aSessionsKeyIsReadAsItWasStored() {
        SessionKey key = new SessionKey(new ExamKey("tenant", "EXAM/1"), "séance");

        assertEquals(key, SessionKey.parse(key.toBytes()));
        assertEquals(80 + 6, key.weight());
        assertNotEquals(key, new SessionKey(new ExamKey("tenant", "EXAM/1"), "seance"));
    }

    @Test
    void aSessionRemembersItsItemsAndWeighsWithThem() {
        Session session = new Session(20_000);
        int empty = session.weight();
        for (int item = 0; item < 100; item++) session.see(item, 1);

        assertEquals(100, session.size());
        assertTrue(session.weight() >= empty + 12 * (100 - 16), "each item takes twelve bytes: " + session.weight());
        assertTrue(session.weight() <= empty + 12 * 2 * 100);
    }

    @Test
    void theLatestAbilityCountsAndTheSameOneChangesNothing() {
        Session session = new Session(20_000);

        assertEquals(false, session.estimate(ThetaBins.NONE, 5));
        assertEquals(true, session.estimate(3, 5));
        assertEquals(false, session.estimate(3, 5));
        assertEquals(true, session.estimate(4, 5), "at the same time another one: the later record");
        assertEquals(false, session.estimate(9, 4));
        assertEquals(4, session.thetaBin());
    }

    @Test
    void binsRunFromLowToHighAndTakeWhatIsBeyond() {
        assertEquals(ThetaBins.NONE, ThetaBins.of(Double.NaN));
        assertEquals(0, ThetaBins.of(-4));
        assertEquals(0, ThetaBins.of(-99));
        assertEquals(1, ThetaBins.of(-3.75));
        assertEquals(16, ThetaBins.of(0));
        assertEquals(31, ThetaBins.of(3.999));
        assertEquals(31, ThetaBins.of(99));
        long[] slots = new long[1 + ThetaBins.COUNT];
        slots[1] = 5;
        slots[ThetaBins.COUNT] = 7;

        List<Long> counts = ThetaBins.histogram(slots, 1).counts();

        assertEquals(ThetaBins.COUNT, counts.size());
        assertEquals(5, counts.get(0));
        assertEquals(7, counts.get(ThetaBins.COUNT - 1));
    }
}
