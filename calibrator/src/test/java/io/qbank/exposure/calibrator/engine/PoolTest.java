package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11 | 0 | 0.2 | 1 | 0.2 | a must be in [0, 10], was 11.0",
                "NaN | 0 | 0.2 | 1 | 0.2 | a must be in [0, 10], was NaN",
                "1 | -21 | 0.2 | 1 | 0.2 | b must be in [-20, 20], was -21.0",
                "1 | 0 | 1 | 1 | 0.2 | c must be in [0, 1), was 1.0",
                "1 | 0 | 0.2 | 1.1 | 0.2 | k must be in [0, 1], was 1.1",
                "1 | 0 | 0.2 | 1 | 0 | cap must be in (0, 1], was 0.0"
            })
    void refusesAnItemWithFieldAllowedAndGiven(double a, double b, double c, double k, double cap, String message) {
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> new PoolItem(1, 1, null, a, b, c, k, cap, false));

        assertEquals(message, refusal.getMessage());
    }

    @Test
    void refusesTheSameVersionOfAQuestionTwice() {
        PoolItem item = new PoolItem(17, 3, null, 1, 0, 0.2, 1, null, false);
        PoolItem other = new PoolItem(17, 3, 5L, 1, 1, 0.2, 1, null, false);

        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new Pool(List.of(item, other)));

        assertEquals("(question_id, version) must be unique, was twice (17, 3)", refusal.getMessage());
    }

    @Test
    void anEmptyPoolCannotBeCalibrated() {
        Plan plan = Plan.builder().build();

        Exception refusal = assertThrows(
                IllegalArgumentException.class, () -> Calibration.run(new Pool(List.of()), plan, RunObserver.NONE));

        assertEquals("pool must have at least one item, was empty", refusal.getMessage());
    }
}
