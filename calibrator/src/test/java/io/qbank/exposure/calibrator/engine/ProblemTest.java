package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A plan that meets a pool with locked items, items of their own caps, and topics. */
class ProblemTest {
    private static final Pool POOL = new Pool(List.of(
            item(1, 1, null, false), item(2, 0, null, true), item(3, 0.1, null, true), item(4, 0, 0.05, false)));

    @Test
    void onlyWhatIsLockedAtZeroIsBarred() {
        Problem problem = new Problem(POOL, plan().build());

        assertArrayEquals(new boolean[] {false, true, true, false}, problem.locked);
        assertArrayEquals(new boolean[] {false, true, false, false}, problem.barred);
        assertArrayEquals(new double[] {0.3, 0.3, 0.3, 0.05}, problem.caps);
    }

    /** .3, then 0 and .1 of the locked ones, then .05. */
    @Test
    void aLockedItemIsSeenAtItsKAtMost() {
        assertEquals(0.45, new Problem(POOL, plan().build()).feasibility().room(), 1e-12);
    }

    @Test
    void theSmallestTauCountsWithLockedItemsToo() {
        assertEquals(Optional.of(0.85), new Problem(POOL, plan().build()).smallestFeasibleTau());
    }

    @Test
    void lockedItemsKeepTheirKAndABlockingTestIsSureOfItsLength() {
        double[] found = {0.4, 0.4, 0.4, 0.3};

        assertArrayEquals(
                new double[] {1, 0, 0.1, 0.3},
                new Problem(POOL, plan().method(Method.SYMPSON_HETTER).build()).admissible(found.clone()));
        assertArrayEquals(new double[] {0.4, 0, 0.1, 0.3}, new Problem(POOL, plan().build()).admissible(found.clone()));
        assertArrayEquals(
                new double[] {0.4, 0, 0.1, 0.3},
                new Problem(POOL, plan().method(Method.SYMPSON_HETTER).ceil(0.9).build()).admissible(found.clone()));
    }

    @Test
    void bothMapsOfTopicsMustNameTopicsOfThePool() {
        Plan plan = plan().topicWeights(Map.of("7", 1.0, "8", 2.0)).build();

        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new Problem(POOL, plan));

        assertEquals("topic_weights must be a map with topics of the pool as keys: 7, was 8", refusal.getMessage());
    }

    private static Plan.Builder plan() {
        return Plan.builder().tau(0.3).testLen(1);
    }

    private static PoolItem item(long id, double k, @Nullable Double cap, boolean locked) {
        return new PoolItem(id, 1, 7L, 1, 0, 0.2, k, cap, locked);
    }
}
