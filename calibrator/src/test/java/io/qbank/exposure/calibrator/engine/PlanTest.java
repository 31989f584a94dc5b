package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(plan -> plan.tau(0), "tau must be in (0, 1], was 0.0"),
                refused(plan -> plan.tau(1.5), "tau must be in (0, 1], was 1.5"),
                refused(plan -> plan.tau(Double.NaN), "tau must be in (0, 1], was NaN"),
                refused(plan -> plan.n(-5), "n must be at least 1, was -5"),
                refused(plan -> plan.testLen(0), "test_len must be at least 1, was 0"),
                refused(plan -> plan.iters(0), "iters must be at least 1, was 0"),
                refused(plan -> plan.alpha(0), "alpha must be in (0, 100], was 0.0"),
                refused(plan -> plan.alpha(Double.NaN), "alpha must be in (0, 100], was NaN"),
                refused(plan -> plan.floor(-0.1), "floor must be in [0, 1], was -0.1"),
                refused(plan -> plan.floor(0.9).ceil(0.5), "floor must be at most ceil 0.5, was 0.9"),
                refused(plan -> plan.ceil(0), "ceil must be in (0, 1], was 0.0"),
                refused(plan -> plan.threads(0), "threads must be in [1, 1024], was 0"),
                refused(plan -> plan.verifyN(-1), "verify_n must be at least 0, was -1"),
                refused(
                        plan -> plan.untilConverged(true).verifyN(0),
                        "verify_n must be above 0 with until_converged, which asks the verification, was 0"),
                refused(plan -> plan.topicTau(Map.of("7", 2.0)), "topic_tau.7 must be in (0, 1], was 2.0"),
                refused(
                        plan -> plan.topicWeights(Map.of("7", 0.0)),
                        "topic_weights.7 must be in (0, 1000000000], was 0.0"),
                refused(
                        plan -> plan.method(Method.SYMPSON_HETTER).rejection(Rejection.RECONSIDER),
                        "rejection must be block for method sympson_hetter, was reconsider"),
                refused(
                        plan -> plan.generator(Generator.PYTHON).method(Method.EXACT),
                        "method must be damped for rng python, which repeats v7, was exact"),
                refused(
                        plan -> plan.generator(Generator.PYTHON).threads(2),
                        "threads must be 1 for rng python, which repeats v7, was 2"),
                refused(
                        plan -> plan.generator(Generator.PYTHON).ability(Ability.EAP),
                        "ability must be true for rng python, which repeats v7, was eap"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void refusesWithFieldAllowedAndGiven(UnaryOperator<Plan.Builder> change, String message) {
        Plan.Builder builder = change.apply(Plan.builder());

        Exception refusal = assertThrows(IllegalArgumentException.class, builder::build);

        assertEquals(message, refusal.getMessage());
    }

    @Test
    void beginsWithTheDefaultsOfV7() {
        Plan plan = Plan.builder().build();

        assertEquals(0.2, plan.tau());
        assertEquals(500, plan.n());
        assertEquals(30, plan.testLen());
        assertEquals(6, plan.iters());
        assertEquals(0.6, plan.alpha());
        assertEquals("normal0,1", plan.theta().wire());
        assertEquals(0.02, plan.floor());
        assertEquals(1, plan.ceil());
        assertEquals(Method.DAMPED, plan.method());
        assertEquals(Rejection.RECONSIDER, plan.rejection());
    }

    @Test
    void countsTheWorkAndDoesNotOverflow() {
        assertEquals(90_000, Plan.builder().build().work());
        assertEquals(
                Long.MAX_VALUE,
                Plan.builder()
                        .n(Integer.MAX_VALUE)
                        .iters(Integer.MAX_VALUE)
                        .testLen(Integer.MAX_VALUE)
                        .build()
                        .work());
    }

    @Test
    void refusesATopicThatThePoolDoesNotHave() {
        Plan plan = Plan.builder().topicTau(Map.of("999", 0.1)).build();

        Exception refusal = assertThrows(
                IllegalArgumentException.class, () -> Calibration.run(Pools.random(8, 1), plan, RunObserver.NONE));

        assertEquals(
                "topic_tau must be a map with topics of the pool as keys: 101, 102, 103, 104, was 999",
                refusal.getMessage());
    }

    @Test
    void refusesAnUnknownMethodNamingTheKnownOnes() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Method.parse("magic"));

        assertEquals("method must be one of damped, sympson_hetter, exact, was \"magic\"", refusal.getMessage());
        assertEquals(Method.SYMPSON_HETTER, Method.parse("sympson_hetter"));
    }

    private static Arguments refused(UnaryOperator<Plan.Builder> change, String message) {
        return Arguments.of(change, message);
    }
}
