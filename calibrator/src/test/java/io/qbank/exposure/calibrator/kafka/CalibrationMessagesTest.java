package io.qbank.exposure.calibrator.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.calibrator.engine.Ability;
import io.qbank.exposure.calibrator.engine.EapGrid;
import io.qbank.exposure.calibrator.engine.IterationSummary;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Rejection;
import io.qbank.exposure.calibrator.engine.ThetaDistribution;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.Receipt;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CalibrationMessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private final CalibrationMessages messages = new CalibrationMessages("t1", 3);

    @Test
    void everyParameterReachesThePlan() {
        Plan plan = messages.plan("""
                {"tau":0.3,"n":7,"test_len":8,"iters":9,"alpha":0.5,"theta_dist":"uniform","floor":0.1,"ceil":0.9,
                 "topic_tau":{"5":0.1},"topic_weights":{"5":2.0},"method":"sympson_hetter","ability":"eap",
                 "until_converged":true,"verify_n":11,"prior_mean":0.5,"prior_sd":2.0,"grid_nodes":31,"grid_low":-3.0,
                 "grid_high":3.0}""", 42);

        Plan expected = Plan.builder()
                .tau(0.3)
                .n(7)
                .testLen(8)
                .iters(9)
                .alpha(0.5)
                .theta(ThetaDistribution.parse("uniform"))
                .floor(0.1)
                .ceil(0.9)
                .topicTau(Map.of("5", 0.1))
                .topicWeights(Map.of("5", 2.0))
                .method(Method.SYMPSON_HETTER)
                .rejection(Rejection.BLOCK)
                .ability(Ability.EAP)
                .untilConverged(true)
                .verifyN(11)
                .eap(new EapGrid(31, -3, 3, 0.5, 2))
                .seed(42)
                .threads(3)
                .build();
        assertEquals(expected, plan);
    }

    @Test
    void whatTheEngineRefusesIsRefusedInItsWords() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> messages.plan("{\"method\":\"exact\",\"rejection\":\"reconsider\"}", 1));

        assertEquals("rejection must be block for method exact, was reconsider", refused.getMessage());
    }

    @Test
    void theSeedThatCountsIsTold() {
        Progress queued = messages.progress(Step.queued(job("{\"n\":10}", 3), NOW));

        assertEquals(42, queued.parameters().seed());
        assertEquals(10, queued.parameters().n());
        assertEquals("j1/0/0", queued.key());
    }

    @Test
    void stepsOnTheWayCarryNumbersAndNoParameters() {
        Step step = Step.running(job("{}", 3), 2, NOW).next(new IterationSummary(1, 0.25, -0.1), NOW);

        Progress progress = messages.progress(step);

        assertEquals(RunState.ITERATION, progress.state());
        assertEquals("j1/2/1", progress.key());
        assertEquals(0.25, progress.avgExp());
        assertEquals(-0.1, progress.maxOver());
        assertNull(progress.parameters());
    }

    @Test
    void aRunWhoseParametersWereBrokenHasNoneToTell() {
        Step failed = Step.refused(job("{}", 0), State.FAILED, "broken", NOW);

        assertNull(messages.progress(failed).parameters());
        assertEquals("broken", messages.progress(failed).reason());
    }

    @Test
    void aReceiptIsAnAnswerInTheTenantsName() {
        CommandOutcome outcome = messages.outcome(new Receipt("c1", "control.set", false, "not published", null, NOW));

        assertEquals(new CommandOutcome("c1", "t1", "control.set", "refused", "not published", null, NOW), outcome);
    }

    private static Job job(String parameters, int totalIters) {
        return new Job("j1", "A", parameters, 42, false, totalIters, Optional.empty(), "cli", "ann", NOW);
    }
}
