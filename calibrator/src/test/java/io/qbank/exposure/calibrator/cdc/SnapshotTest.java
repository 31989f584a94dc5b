package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void isReadFromItsText() {
        assertEquals(new Snapshot(10, 20, Set.of(12L, 15L)), Snapshot.parse("10:20:12,15"));
        assertEquals(new Snapshot(10, 10, Set.of()), Snapshot.parse("10:10:"));
        assertThrows(IllegalArgumentException.class, () -> Snapshot.parse("10:20"));
    }

    @Test
    void seesWhatHadEndedAndNothingElse() {
        Snapshot snapshot = Snapshot.parse("10:20:12,15");

        assertTrue(snapshot.sees(Set.of()));
        assertTrue(snapshot.sees(Set.of(9L, 10L, 13L, 19L)));
        assertFalse(snapshot.sees(Set.of(13L, 15L)));
        assertFalse(snapshot.sees(Set.of(20L)));
        assertFalse(snapshot.sees(Set.of(21L)));
    }

    @Test
    void knowsTransactionsOfTheEpochsNextToIt() {
        long epoch = 1L << 32;
        Snapshot justAfterTheTurn = new Snapshot(3 * epoch + 5, 3 * epoch + 9, Set.of(3 * epoch + 6));
        Snapshot justBeforeTheTurn = new Snapshot(3 * epoch - 9, 3 * epoch - 5, Set.of());

        assertTrue(justAfterTheTurn.sees(Set.of(epoch - 1, 7L)));
        assertFalse(justAfterTheTurn.sees(Set.of(6L)));
        assertFalse(justAfterTheTurn.sees(Set.of(9L)));
        assertTrue(justBeforeTheTurn.sees(Set.of(epoch - 6)));
        assertFalse(justBeforeTheTurn.sees(Set.of(2L)));
    }
}
