package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bits for any number of threads, and on any platform: the digests below were computed once. Whoever changes what a run
 * computes changes them, and says so.
 */
class DeterminismTest {
    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("damped", plan().iters(3).n(1500).untilConverged(true), "d01f5c7b02575694"),
                Arguments.of("damped block", plan().iters(3).n(1500).rejection(Rejection.BLOCK), "bf9981d0a6624940"),
                Arguments.of(
                        "sympson_hetter",
                        plan().method(Method.SYMPSON_HETTER).iters(6).n(3000),
                        "a63542acbf64b13e"),
                Arguments.of(
                        "sympson_hetter eap",
                        plan().method(Method.SYMPSON_HETTER)
                                .ability(Ability.EAP)
                                .iters(3)
                                .n(1500),
                        "6ed8706653280a23"),
                Arguments.of("exact", plan().method(Method.EXACT), "7f19bcdc0fd07a4"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void theResultDoesNotDependOnThreadsOrPlatform(String name, Plan.Builder plan, String digest) throws IOException {
        Pool pool = Pools.generated300();

        List<String> digests = Stream.of(1, 2, 8)
                .map(threads -> digest(pool, plan.threads(threads).build()))
                .toList();

        assertEquals(List.of(digest, digest, digest), digests, name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void anotherSeedGivesAnotherVerification(String name, Plan.Builder plan, String digest) throws IOException {
        Pool pool = Pools.generated300();

        String other = digest(pool, plan.seed(12).build());

        assertNotEquals(digest, other, name);
    }

    private static Plan.Builder plan() {
        return Plan.builder().testLen(25).seed(11).verifyN(3000);
    }

    private static String digest(Pool pool, Plan plan) {
        CalibrationResult result = ((Outcome.Completed) Calibration.run(pool, plan, RunObserver.NONE)).result();
        long hash = 0;
        for (ItemResult item : result.items()) {
            hash = hash * 1_000_003 + Double.doubleToLongBits(item.k());
            hash = hash * 1_000_003 + item.administered();
            hash = hash * 1_000_003 + item.proposed();
            hash = hash * 1_000_003 + Double.doubleToLongBits(Objects.requireNonNull(item.rate()));
        }
        Double rmse = Objects.requireNonNull(result.report().verification()).rmse();
        hash = hash * 1_000_003 + (rmse == null ? 0 : Double.doubleToLongBits(rmse));
        return Long.toHexString(hash);
    }
}
