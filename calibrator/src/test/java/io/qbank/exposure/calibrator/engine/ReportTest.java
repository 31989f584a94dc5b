package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.report.Report;
import io.qbank.exposure.calibrator.engine.report.Stratum;
import io.qbank.exposure.calibrator.engine.report.TopicUse;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import io.qbank.exposure.calibrator.engine.report.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportTest {
    private static final int N = 30_000;

    @ParameterizedTest
    @EnumSource
    void sympsonHetterHoldsTheCapsAtTheAbilityItWasCalibratedFor(Ability ability) throws IOException {
        Plan plan = plan().method(Method.SYMPSON_HETTER).ability(ability).build();

        Report report = run(Pools.generated300(), plan).report();

        assertEquals(Verdict.CONVERGED, report.verdict(), () -> report.toString());
        assertTrue(report.converged());
        assertEquals(List.of(), report.advice());
        Verification seen = verification(report);
        assertEquals(N, seen.n());
        assertEquals(0, seen.overCapItems());
        assertEquals(0, seen.forced());
        assertTrue(seen.maxRate() < 0.22);
        assertEquals(ability == Ability.EAP, seen.rmse() != null);
    }

    @Test
    void calibratedAtTrueAbilityDoesNotHoldInALiveTest() throws IOException {
        Plan plan = plan().method(Method.EXACT).ability(Ability.EAP).build();

        Report report = run(Pools.generated300(), plan).report();

        assertEquals(Verdict.NOT_CONVERGED, report.verdict());
        assertEquals(
                "Method exact calibrates at true ability: use method sympson_hetter with ability eap.",
                report.advice().get(0));
    }

    @Test
    void dampedSaysThatItDidNotHoldTheCap() throws IOException {
        Report report = run(Pools.generated300(), plan().build()).report();

        assertEquals(Verdict.NOT_CONVERGED, report.verdict());
        assertFalse(report.converged());
        assertTrue(
                report.advice().get(0).contains("use method sympson_hetter"),
                () -> report.advice().toString());
        assertTrue(verification(report).overCapItems() > 0);
    }

    @Test
    void infeasibleCapsRunAllTheSameAndAreSaidSo() {
        // v7's own unit test: four items, tests of eight.
        Plan plan = plan().tau(0.25).testLen(8).iters(4).n(200).build();

        CalibrationResult result = run(Pools.equal(4), plan);

        assertEquals(4, result.iterationsRun());
        assertEquals(Verdict.INFEASIBLE, result.report().verdict());
        assertFalse(result.report().feasible());
        assertNull(result.report().smallestFeasibleTau());
        assertEquals(
                List.of(
                        "The caps allow 1.00 items a test on average, test_len is 8.",
                        "No tau is feasible: the pool needs more items, or less strict caps of its own."),
                result.report().advice().subList(0, 2));
    }

    @Test
    void namesTheSmallestFeasibleTau() {
        Plan plan = plan().tau(0.1).testLen(10).topicTau(Map.of("101", 0.2)).build();

        Report report = run(Pools.random(40, 1), plan).report();

        // Ten items of topic 101 at .2 leave 8 of the test's 10 places to thirty items: 8/30, rounded up.
        assertEquals(0.2667, report.smallestFeasibleTau());
        assertFalse(report.feasible());
    }

    @Test
    void tooFewVerifiedCandidatesAreInconclusive() throws IOException {
        Plan plan = plan().method(Method.EXACT).verifyN(500).build();

        Report report = run(Pools.generated300(), plan).report();

        assertEquals(Verdict.INCONCLUSIVE, report.verdict());
        assertFalse(report.converged());
        assertTrue(
                report.advice().get(0).contains("set verify_n to at least"),
                () -> report.advice().toString());
    }

    @Test
    void withoutVerificationNothingIsClaimed() {
        Plan plan =
                plan().method(Method.SYMPSON_HETTER).n(500).iters(3).verifyN(0).build();

        CalibrationResult result = run(Pools.random(300, 1), plan);

        assertEquals(Verdict.INCONCLUSIVE, result.report().verdict());
        assertNull(result.report().verification());
        assertNull(result.items().get(0).rate());
        assertEquals(3, result.iterationsRun());
    }

    @Test
    void strataAndTopicsAddUp() throws IOException {
        Plan plan = plan().method(Method.EXACT).build();

        Report report = run(Pools.generated300(), plan).report();

        Verification seen = verification(report);
        assertEquals(1, seen.strata().stream().mapToDouble(Stratum::share).sum(), 1e-12);
        assertTrue(seen.strata().stream().allMatch(stratum -> stratum.maxRate() >= 0 && stratum.maxRate() <= 1));
        assertEquals(5, seen.topics().size());
        double administered = seen.topics().stream()
                .mapToDouble(topic -> topic.meanRate() * topic.items())
                .sum();
        assertEquals(25, administered, 1e-9);
        // A stratum in the middle of the exact method agrees with the simulated one.
        Stratum exact = Objects.requireNonNull(report.exact()).strata().get(7);
        assertEquals(exact.thetaLow(), seen.strata().get(7).thetaLow());
        assertEquals(exact.maxRate(), seen.strata().get(7).maxRate(), 0.05);
    }

    @Test
    void everyNumberIsThatOfTheItems() {
        List<PoolItem> items = new ArrayList<>(Pools.random(120, 5).items());
        items.set(3, new PoolItem(9_001, 1, null, 0.2, 3, 0.1, 0.05, null, true));
        items.set(4, new PoolItem(9_002, 1, 101L, 0, 0, 0.9, 1, 0.15, false));
        Plan plan = plan().method(Method.SYMPSON_HETTER)
                .ability(Ability.EAP)
                .testLen(8)
                .floor(0.3)
                .verifyN(4_000)
                .build();

        CalibrationResult result = run(new Pool(items), plan);

        Verification seen = verification(result.report());
        List<ItemResult> all = result.items();
        assertEquals(all.stream().mapToDouble(ItemResult::rate).max().orElseThrow(), seen.maxRate());
        assertEquals(
                all.stream().mapToDouble(item -> item.rate() - item.cap()).max().orElseThrow(), seen.maxOver());
        double sum = all.stream().mapToDouble(ItemResult::rate).sum();
        assertEquals(8, sum, 1e-9);
        assertEquals(all.stream().mapToDouble(item -> item.rate() * item.rate()).sum() / sum, seen.overlap(), 1e-12);
        assertEquals(count(all, item -> item.rate() == 0), seen.unused());
        assertEquals(count(all, item -> item.k() == 1), seen.atOne());
        assertEquals(count(all, item -> item.k() <= 0.3 && !item.item().locked()), seen.atFloor());
        assertEquals(1, seen.locked());
        assertTrue(seen.unused() > 0 && seen.atOne() > 0, seen::toString);
        for (TopicUse topic : seen.topics()) {
            List<ItemResult> its = all.stream()
                    .filter(item -> Objects.equals(item.item().topicId(), topic.topicId()))
                    .toList();
            assertEquals(its.size(), topic.items());
            assertEquals(its.stream().mapToDouble(ItemResult::rate).average().orElseThrow(), topic.meanRate(), 1e-12);
            assertEquals(its.stream().mapToDouble(ItemResult::rate).max().orElseThrow(), topic.maxRate());
            assertEquals(its.stream().mapToDouble(ItemResult::cap).max().orElseThrow(), topic.cap());
        }
        double rmse = Objects.requireNonNull(seen.rmse());
        double bias = Objects.requireNonNull(seen.bias());
        assertTrue(rmse > 0.2 && rmse < 0.8, "rmse " + rmse);
        assertTrue(bias != 0 && Math.abs(bias) < rmse / 2, "bias " + bias);
    }

    @Test
    void theStrataFollowOnEachOtherAndHoldTheMostExposed() throws IOException {
        Verification seen = verification(
                run(Pools.generated300(), plan().method(Method.EXACT).build()).report());

        for (int i = 1; i < seen.strata().size(); i++)
            assertEquals(
                    seen.strata().get(i - 1).thetaHigh(), seen.strata().get(i).thetaLow());
        double most = seen.strata().stream()
                .mapToDouble(stratum -> stratum.share() * stratum.maxRate())
                .sum();
        assertTrue(most >= seen.maxRate(), most + " and " + seen.maxRate());
    }

    private static int count(List<ItemResult> items, Predicate<ItemResult> which) {
        return (int) items.stream().filter(which).count();
    }

    @ParameterizedTest
    @EnumSource
    void lockedItemsAreSimulatedAtTheirKAndLeftAlone(Method method) {
        List<PoolItem> items = new ArrayList<>(Pools.random(200, 5).items());
        items.set(0, new PoolItem(1, 1, 101L, 2.5, 0, 0.1, 0, null, true));
        items.set(1, new PoolItem(2, 1, 101L, 2.5, 0.1, 0.1, 0.9, null, true));
        Plan plan = plan().method(method).testLen(10).tau(0.3).build();

        CalibrationResult result = run(new Pool(items), plan);

        assertEquals(0, result.items().get(0).k());
        assertEquals(0.0, result.items().get(0).rate());
        assertEquals(0.9, result.items().get(1).k());
        assertTrue(Objects.requireNonNull(result.items().get(1).rate()) > 0.3);
        assertEquals(2, verification(result.report()).locked());
        assertTrue(
                result.report()
                        .advice()
                        .contains("1 locked items are over their cap: unlock them, or lower their k by hand."),
                () -> result.report().advice().toString());
    }

    @Test
    void theFinishingStepLeavesNobodyWithoutItems() {
        // Caps that need nearly all of the pool: without the step candidates run out of items.
        Plan plan = plan().method(Method.SYMPSON_HETTER).testLen(10).tau(0.3).build();

        CalibrationResult result = run(Pools.random(40, 2), plan);

        Verification seen = verification(result.report());
        assertEquals(0, seen.forced());
        assertTrue(seen.atOne() >= 10);
        assertTrue(result.report().feasible());
    }

    @Test
    void withoutRoomForTheFinishingStepForcedAdministrationsAreCounted() {
        Plan plan = plan().method(Method.SYMPSON_HETTER)
                .testLen(10)
                .tau(0.3)
                .ceil(0.5)
                .build();

        CalibrationResult result = run(Pools.random(30, 2), plan);

        long forced = verification(result.report()).forced();
        assertTrue(forced > 0);
        assertTrue(
                result.report().advice().stream().anyMatch(sentence -> sentence.contains(forced + " times")),
                () -> result.report().advice().toString());
    }

    @Test
    void anItemsOwnCapIsStrongerThanTau() {
        List<PoolItem> items = new ArrayList<>(Pools.random(300, 5).items());
        items.set(7, new PoolItem(7, 1, 101L, 2.5, 0, 0.1, 1, 0.05, false));
        Plan plan = plan().method(Method.SYMPSON_HETTER)
                .topicTau(Map.of("101", 0.3))
                .build();

        CalibrationResult result = run(new Pool(items), plan);

        assertEquals(0.05, result.items().get(7).cap());
        assertEquals(0.05, Objects.requireNonNull(result.items().get(7).rate()), 0.01);
        assertEquals(0.3, result.items().get(0).cap());
        assertEquals(0.2, result.items().get(1).cap());
    }

    @Test
    void untilConvergedStopsEarly() throws IOException {
        Plan plan = plan().rejection(Rejection.BLOCK)
                .alpha(1)
                .n(20_000)
                .iters(60)
                .untilConverged(true)
                .build();

        CalibrationResult result = run(Pools.generated300(), plan);

        assertEquals(Verdict.CONVERGED, result.report().verdict());
        assertTrue(result.iterationsRun() < 60);
    }

    private static Plan.Builder plan() {
        return Plan.builder().testLen(25).seed(1).verifyN(N);
    }

    private static CalibrationResult run(Pool pool, Plan plan) {
        return ((Outcome.Completed) Calibration.run(pool, plan, RunObserver.NONE)).result();
    }

    private static Verification verification(Report report) {
        return Objects.requireNonNull(report.verification());
    }
}
