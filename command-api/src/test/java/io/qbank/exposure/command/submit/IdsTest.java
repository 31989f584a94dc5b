package io.qbank.exposure.command.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.ManualClock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final ManualClock machine = ManualClock.at("2026-11-02T09:30:00Z");
    private final Ids ids = new Ids(machine, new Random(1)::nextLong);

    @Test
    void anIdIsAVersionSevenThatTellsItsTime() {
        UUID id = UUID.fromString(ids.next());

        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertEquals(machine.millis(), id.getMostSignificantBits() >>> 16);
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        assertEquals(10_000, Stream.generate(ids::next).limit(10_000).distinct().count());
    }

    @Test
    void theSameWordsGiveTheSameVersionFive() {
        String id = Ids.named("start", "tenant", "somebody", "key");

        assertEquals(id, Ids.named("start", "tenant", "somebody", "key"));
        assertNotEquals(id, Ids.named("start", "tenant", "somebody else", "key"));
        assertEquals(5, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
    }

    @Test
    void anIdIsYoungForHalfAMinuteOnMachinesWhoseClocksDiffer() {
        String id = ids.next();
        assertTrue(ids.mayBeYoung(id));

        machine.advance(Duration.ofSeconds(31));
        String later = ids.next();
        assertFalse(ids.mayBeYoung(id));

        machine.advance(Duration.ofSeconds(-20));
        assertTrue(ids.mayBeYoung(later), "made by a machine that is ahead");
        assertTrue(ids.mayBeYoung(Ids.named("any")), "a version 5 tells no time");
        assertFalse(ids.mayBeYoung("nightly-2026-11-02"));
        assertFalse(ids.mayBeYoung(UUID.randomUUID().toString()));
    }
}
