package io.qbank.exposure.demo.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the comparison of k can fail. */
class ControlsTest {
    private static final Map<String, Double> BANK = Map.of("1/1", 0.5, "2/1", 1.0);

    @Test
    void theSameEverywhereIsAllWell() {
        assertEquals(List.of(), new Controls(BANK, Map.of("exposure.items", BANK, "api-1", BANK)).violations());
    }

    @Test
    void anotherKIsFoundWithItsPlace() {
        List<Violation> found = new Controls(
                        BANK, Map.of("exposure.items", BANK, "api-2", Map.of("1/1", 0.25, "2/1", 1.0)))
                .violations();

        assertEquals(1, found.size());
        assertTrue(found.get(0).toString().contains("k 0.5 of item 1/1"), found::toString);
        assertTrue(found.get(0).toString().contains("0.25 on api-2"), found::toString);
    }

    @Test
    void anItemThatIsMissingAndOneThatIsTooManyAreFound() {
        Controls controls = new Controls(BANK, Map.of("exposure.items", Map.of("1/1", 0.5, "3/1", 1.0)));

        assertEquals(2, controls.violations().size());
    }
}
