package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.control.Feasibility;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import io.qbank.exposure.calibrator.engine.simulation.Tallies;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which sentence follows from what: three items, caps of .2, a test of one item unless said otherwise. */
class AdviceTest {
    private static final Feasibility ROOM = new Feasibility(new double[] {1, 1, 1}, 1);
    private static final long[] PROPOSED = {900, 900, 10};
    private static final Tally OVER = Tallies.of(1_000, PROPOSED, new long[] {500, 500, 10});
    private static final Tally HELD = Tallies.of(1_000, PROPOSED, new long[] {200, 200, 10});

    @Test
    void whatWasNotVerifiedIsToBeVerified() {
        assertEquals(
                List.of("Nothing was verified: set verify_n to at least 10000."),
                Advice.of(problem(plan(), 0), ROOM, Verdict.INCONCLUSIVE, null));
    }

    @Test
    void tightCapsAreSaidWithTheirRoom() {
        Feasibility tight = new Feasibility(new double[] {0.5, 0.5, 0.1}, 1);

        assertEquals(
                List.of("The caps are feasible but tight: they allow 1.10 items a test on average, test_len is 1."),
                advice(plan(), Verdict.CONVERGED, verified(HELD), tight));
    }

    @Test
    void infeasibleCapsAreSaidWithTheSmallestTau() {
        Feasibility infeasible = new Feasibility(new double[] {0.2, 0.2, 0.2}, 1);

        assertEquals(
                List.of(
                        "The caps allow 0.60 items a test on average, test_len is 1.",
                        "The smallest feasible tau is 0.3334."),
                advice(plan(), Verdict.INFEASIBLE, verified(HELD), infeasible));
    }

    @Test
    void whereNoTauIsFeasibleThePoolIsToGrow() {
        Feasibility infeasible = new Feasibility(new double[] {0.2, 0.2, 0.2}, 4);

        assertEquals(
                "No tau is feasible: the pool needs more items, or less strict caps of its own.",
                advice(plan().testLen(4), Verdict.INFEASIBLE, verified(HELD), infeasible)
                        .get(1));
    }

    @Test
    void itemsAtTheFloorAndLockedOnesAreCountedApartAndNoMethodHelpsThem() {
        Problem problem = problem(plan().floor(0.3), 1);
        Verified verified = verified(OVER, 0.9, 0.3, 0.3);

        assertEquals(
                List.of(
                        "1 locked items are over their cap: unlock them, or lower their k by hand.",
                        "1 items are over their cap with k at the floor of 0.3: lower the floor."),
                Advice.of(problem, ROOM, Verdict.NOT_CONVERGED, verified));
    }

    @Test
    void anItemAboveTheFloorIsNotHelpedByALowerOne() {
        assertEquals(
                List.of(),
                Advice.of(problem(plan().floor(0.3), 0), ROOM, Verdict.CONVERGED, verified(OVER, 0.31, 0.31, 0.3)));
    }

    @Test
    void theMethodThatDoesNotHoldIsExchanged() {
        assertEquals(
                "Method damped proposes a rejected item again at each position and seldom holds a cap:"
                        + " use method sympson_hetter, with ability eap if the live test estimates ability.",
                onMethod(plan()));
        assertEquals(
                "Use method sympson_hetter, which needs fewer iterations and averages out their noise.",
                onMethod(plan().rejection(Rejection.BLOCK)));
        assertEquals(
                "Method exact calibrates at true ability: use method sympson_hetter with ability eap.",
                onMethod(plan().method(Method.EXACT).ability(Ability.EAP)));
        assertEquals(
                "The grid is coarser than the population: use more grid nodes, or method sympson_hetter.",
                onMethod(plan().method(Method.EXACT)));
        assertEquals(
                "Use more candidates (n above 123) or more iterations (iters above 7).",
                onMethod(plan().method(Method.SYMPSON_HETTER).n(123).iters(7)));
    }

    @Test
    void aVerificationThatSeesTooLittleIsToBeLarger() {
        Verified verified = verified(HELD);

        assertEquals(
                List.of("The verification cannot see an excess of a tenth of the cap: set verify_n to at least "
                        + verified.judgement().candidatesNeeded() + "."),
                advice(plan(), Verdict.INCONCLUSIVE, verified, ROOM));
    }

    private static String onMethod(Plan.Builder plan) {
        return advice(plan, Verdict.NOT_CONVERGED, verified(OVER, 0.5, 0.5, 0.5), ROOM)
                .get(0);
    }

    private static List<String> advice(
            Plan.Builder plan, Verdict verdict, @Nullable Verified verified, Feasibility feasibility) {
        return Advice.of(problem(plan, 0), feasibility, verdict, verified);
    }

    private static Plan.Builder plan() {
        return Plan.builder().tau(0.2).testLen(1);
    }

    /** The first so many items are locked. */
    private static Problem problem(Plan.Builder plan, int locked) {
        List<PoolItem> items = IntStream.range(0, 3)
                .mapToObj(i -> new PoolItem(1 + i, 1, null, 1, 0, 0.2, 1, null, i < locked))
                .toList();
        return new Problem(new Pool(items), plan.build());
    }

    private static Verified verified(Tally tally, double... k) {
        return new Verified(k.length == 0 ? new double[] {1, 1, 1} : k, tally, new double[] {0.2, 0.2, 0.2});
    }
}
