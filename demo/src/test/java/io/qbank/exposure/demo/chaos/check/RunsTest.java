package io.qbank.exposure.demo.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.demo.chaos.check.Runs.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the checks of runs can fail: each test spoils one thing. */
class RunsTest {
    private static final Map<String, String> POOLS = Map.of("LEFT", "shared", "RIGHT", "shared");
    private static final List<Step> ONE = List.of(
            new Step("job", "EXAM", "queued", 0),
            new Step("job", "EXAM", "running", 1),
            new Step("job", "EXAM", "running", 2), // taken over from a dead one
            new Step("job", "EXAM", "done", 2));
    private static final Map<String, Set<String>> SAID = Map.of("job", Set.of("done attempt 2"));
    private static final Map<String, Set<Long>> WROTE = Map.of("job", Set.of(17L));

    @Test
    void aRunThatWasTakenOverAndEndedOnceIsAllWell() {
        assertEquals(List.of(), rules(new Runs(ONE, SAID, WROTE, Map.of("api-1 job", "done"))));
    }

    @Test
    void aRunWithTwoEndsIsFound() {
        List<Step> steps = List.of(ONE.get(0), ONE.get(1), ONE.get(3), new Step("job", "EXAM", "failed", 3));

        assertEquals(
                "a run ends once", rules(new Runs(steps, SAID, WROTE, Map.of())).get(0));
    }

    @Test
    void anEndThatIsToldInTwoWaysIsFound() {
        Map<String, Set<String>> said = Map.of("job", Set.of("done attempt 2", "done attempt 1"));

        assertEquals(
                List.of("the end of a run is announced, and never differently"),
                rules(new Runs(ONE, said, WROTE, Map.of())));
    }

    @Test
    void anEndThatNobodyIsToldOfIsFound() {
        assertEquals(
                List.of("the end of a run is announced, and never differently"),
                rules(new Runs(ONE, Map.of(), WROTE, Map.of())));
    }

    @Test
    void aRunThatWroteTwiceIsFound() {
        assertEquals(
                List.of("a run that is done has written k once, others never"),
                rules(new Runs(ONE, SAID, Map.of("job", Set.of(17L, 18L)), Map.of())));
    }

    @Test
    void aCancelledRunThatWroteIsFound() {
        List<Step> steps = List.of(ONE.get(0), ONE.get(1), new Step("job", "EXAM", "cancelled", 1));

        assertEquals(
                List.of("a run that is done has written k once, others never"),
                rules(new Runs(steps, Map.of("job", Set.of("cancelled attempt 1")), WROTE, Map.of())));
    }

    @Test
    void anAcceptedRunThatNeverEndsIsFound() {
        assertEquals(
                List.of("every accepted run ends"), rules(new Runs(ONE.subList(0, 2), Map.of(), Map.of(), Map.of())));
    }

    @Test
    void overlappingRunsOfOneExamAreFound() {
        List<Step> steps = List.of(
                new Step("job", "EXAM", "running", 1),
                new Step("other", "EXAM", "running", 1),
                new Step("job", "EXAM", "cancelled", 1),
                new Step("other", "EXAM", "cancelled", 1));
        Map<String, Set<String>> said = Map.of("job", Set.of("cancelled"), "other", Set.of("cancelled"));

        assertEquals(
                List.of("runs that share an item do not overlap"), rules(new Runs(steps, said, Map.of(), Map.of())));
    }

    @Test
    void overlappingRunsOfExamsThatShareItemsAreFound() {
        List<Step> steps = List.of(
                new Step("job", "LEFT", "running", 1),
                new Step("other", "RIGHT", "running", 1),
                new Step("job", "LEFT", "cancelled", 1),
                new Step("other", "RIGHT", "cancelled", 1));
        Map<String, Set<String>> said = Map.of("job", Set.of("cancelled"), "other", Set.of("cancelled"));

        assertEquals(
                List.of("runs that share an item do not overlap"), rules(new Runs(steps, said, Map.of(), Map.of())));
    }

    @Test
    void anInstanceOfTheApiThatSaysSomethingElseIsFound() {
        assertEquals(
                List.of("the API shows how a run ended"),
                rules(new Runs(ONE, SAID, WROTE, Map.of("api-1 job", "done", "api-2 job", "HTTP 404"))));
    }

    private static List<String> rules(Runs runs) {
        return runs.against(Set.of("job"), POOLS).stream().map(Violation::rule).toList();
    }
}
