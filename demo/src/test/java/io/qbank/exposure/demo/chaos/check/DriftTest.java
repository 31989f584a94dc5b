package io.qbank.exposure.demo.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.demo.chaos.check.Drift.Alert;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That the checks of alerts can fail. */
class DriftTest {
    private static final Alert WITH_RUN = new Alert("EXAM 2026-03-09 #1", Optional.of("job"));
    private static final Alert WITHOUT = new Alert("EXAM 2026-03-09 #2", Optional.empty());

    @Test
    void alertsWithTheirRunOrNoneAreAllWell() {
        assertEquals(List.of(), rules(List.of(WITH_RUN, WITHOUT), Map.of("job", 1)));
    }

    @Test
    void anAlertThatIsRaisedTwiceIsFound() {
        assertEquals(List.of("an alert is raised once"), rules(List.of(WITHOUT, WITHOUT), Map.of()));
    }

    @Test
    void anAlertThatCausesTwoRunsIsFound() {
        assertEquals(
                List.of("an alert causes at most one run, and the one that it names"),
                rules(List.of(WITH_RUN), Map.of("job", 2)));
    }

    @Test
    void anAlertWhoseRunWasNeverAskedForIsFound() {
        assertEquals(
                List.of("an alert causes at most one run, and the one that it names"),
                rules(List.of(WITH_RUN), Map.of()));
    }

    @Test
    void aRunWithoutItsAlertIsFound() {
        assertEquals(List.of("a run by drift has its alert"), rules(List.of(), Map.of("job", 1)));
    }

    private static List<String> rules(List<Alert> alerts, Map<String, Integer> starts) {
        return new Drift(alerts, starts)
                .violations().stream().map(Violation::rule).toList();
    }
}
