package io.qbank.exposure.calibrator.engine.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final String[] TOPICS = {"1", "2", "3"};

    @Test
    void topicTauWinsOverWeightsAndAnUnnamedTopicFallsBackToTau() {
        double[] caps = Caps.of(0.3, Map.of("1", 0.1), Map.of("2", 5.0), TOPICS, new Double[3]);

        assertArrayEquals(new double[] {0.1, 0.3, 0.3}, caps);
    }

    @Test
    void aWeightGivesItsShareOfTauToEachItem() {
        double[] caps = Caps.of(0.3, Map.of(), Map.of("1", 2.0, "2", 1.0), TOPICS, new Double[] {null, null, 0.9});

        assertArrayEquals(new double[] {0.2, 0.1, 0.9}, caps, 1e-15);
    }

    @Test
    void capsThatAddUpToTheTestAreFeasibleInSpiteOfRounding() {
        double[] caps = new double[150];
        Arrays.fill(caps, 0.2);

        Feasibility feasibility = new Feasibility(caps, 30);

        assertTrue(feasibility.feasible());
        assertTrue(feasibility.tight());
        assertFalse(new Feasibility(caps, 31).feasible());
        assertFalse(new Feasibility(caps, 25).tight());
    }

    @Test
    void theSmallestTauIsRoundedUpAndMayNotExist() {
        Optional<Double> third = Feasibility.smallestTau(tau -> new double[] {tau, tau, tau}, 1);
        Optional<Double> none = Feasibility.smallestTau(tau -> new double[] {tau, tau}, 3);

        assertEquals(Optional.of(0.3334), third);
        assertEquals(Optional.empty(), none);
    }

    @Test
    void theLargestUnlockedKAreRaisedUntilATestIsSure() {
        double[] k = {0.2, 0.9, 0.5, 1, 0.5, 0.99};
        boolean[] locked = {false, false, false, true, false, true};

        EnoughAtOne.ensure(k, locked, 3);

        assertArrayEquals(new double[] {0.2, 1, 1, 1, 0.5, 0.99}, k);
    }
}
