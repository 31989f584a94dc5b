package io.qbank.exposure.calibrator.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final ItemKey ONE = new ItemKey(1, 1);
    private static final ItemKey TWO = new ItemKey(2, 1);
    private static final ItemKey THREE = new ItemKey(3, 1);

    @Test
    void freeItemsMayBeTaken() {
        assertTrue(new Turn(Map.of(ONE, "a")).comes("b", Set.of(TWO, THREE)));
    }

    @Test
    void whatAnotherHoldsIsWaitedFor() {
        assertFalse(new Turn(Map.of(ONE, "a")).comes("b", Set.of(ONE, TWO)));
    }

    @Test
    void whatOneHoldsOneselfIsNoObstacle() {
        assertTrue(new Turn(Map.of(ONE, "a")).comes("a", Set.of(ONE, TWO)));
    }

    @Test
    void whoeverWaitsIsNotOvertakenOnHisItems() {
        Turn turn = new Turn(Map.of(ONE, "a"));

        assertFalse(turn.comes("b", Set.of(ONE, TWO)));
        assertFalse(turn.comes("c", Set.of(TWO, THREE)));
    }

    @Test
    void anExamWithoutItemsWaitsForNobody() {
        assertTrue(new Turn(Map.of(ONE, "a")).comes("b", Set.of()));
    }
}
