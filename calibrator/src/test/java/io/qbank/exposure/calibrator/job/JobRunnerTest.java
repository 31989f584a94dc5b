package io.qbank.exposure.calibrator.job;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.cancel;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.devkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerTest {
    private static final RunnerConfig CONFIG = new RunnerConfig("test", Duration.ofMinutes(1), Duration.ofHours(1), 3);
    private final InMemoryStore store = new InMemoryStore();
    private final Heard heard = new Heard();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final JobRunner runner = runner(store, CONFIG);

    @Test
    void aRunTellsEachIterationAndEndsWithItsResult() {
        store.publish("A", 1, 6);
        file("j1", "3");

        int done = runner.doWork();

        assertEquals(1, done);
        assertEquals(
                List.of(State.RUNNING, State.ITERATION, State.ITERATION, State.ITERATION, State.DONE), heard.states());
        assertEquals(
                List.of(0, 1, 2, 3, 4), heard.steps().stream().map(Step::seq).toList());
        assertEquals("{\"updated\":6,\"iterations\":3}", heard.steps().get(4).result());
        assertEquals(List.of(), store.unannounced(9));
        assertEquals(
                1,
                registry.get("calibration.runs")
                        .tags("state", "done", "trigger", "service")
                        .counter()
                        .count());
    }

    @Test
    void nothingWaitingIsNoWork() {
        assertEquals(0, runner.doWork());
    }

    @Test
    void anExamWithoutItemsEndsEmpty() {
        file("j1", "3");

        runner.doWork();

        assertEquals(List.of(State.RUNNING, State.EMPTY), heard.states());
    }

    @Test
    void parametersTheEngineRefusesFailWithItsReason() {
        store.publish("A", 1, 6);
        file("j1", "many");

        runner.doWork();

        assertEquals(
                "iters must be a number, was many",
                store.find("j1").orElseThrow().reason());
    }

    @Test
    void aCancelIsSeenWithinTheIteration() {
        store.publish("A", 1, 6);
        file("j1", "1000000");
        heard.whenTold(step -> {
            if (step.currentIter() == 50) store.cancel(cancel("j1", "A"), NOW);
        });

        runner.doWork();

        assertEquals(State.CANCELLED, store.find("j1").orElseThrow().state());
        assertEquals(1.0, store.k(new ItemKey(1, 1)));
    }

    @Test
    void aRunThatTakesTooLongFailsAndNamesTheSetting() {
        store.publish("A", 1, 6);
        file("j1", "1000000");
        JobRunner hasty = runner(store, new RunnerConfig("test", Duration.ofMinutes(1), Duration.ZERO, 3));

        hasty.doWork();

        assertEquals(State.FAILED, store.find("j1").orElseThrow().state());
        assertEquals(
                "ran longer than 0 s (JOB_TIMEOUT_SECONDS)",
                store.find("j1").orElseThrow().reason());
    }

    @Test
    void aStoppingProcessGivesTheRunBackAndAnotherRepeatsIt() {
        store.publish("A", 1, 6);
        file("j1", "30");
        heard.whenTold(step -> stopping.set(step.currentIter() == 2));

        runner.doWork();
        assertEquals(State.QUEUED, store.find("j1").orElseThrow().state());
        heard.whenTold(step -> {});
        stopping.set(false);
        runner.doWork();

        Step end = store.find("j1").orElseThrow();
        assertEquals(List.of(State.DONE, 2), List.of(end.state(), end.attempt()));
    }

    @Test
    void aRunTakenOverMeanwhileIsLeftToTheOther() {
        store.publish("A", 1, 6);
        file("j1", "1000000");
        heard.whenTold(step -> {
            if (step.currentIter() == 1 && step.attempt() == 1) {
                store.expireLeases();
                assertTrue(store.claim("other", Duration.ofMinutes(1), NOW).isPresent());
            }
        });

        runner.doWork();

        assertEquals(State.RUNNING, store.find("j1").orElseThrow().state());
        assertEquals(2, store.find("j1").orElseThrow().attempt());
    }

    @Test
    void aRunThatKilledItsCalibratorTooOftenIsGivenUp() {
        store.publish("A", 1, 6);
        file("j1", "3");
        for (int i = 0; i < CONFIG.mostCrashes(); i++) {
            assertTrue(store.claim("dies", Duration.ofMinutes(1), NOW).isPresent());
            store.expireLeases();
        }

        runner.doWork();

        assertTrue(store.find("j1").orElseThrow().reason().startsWith("given up: 3 attempts"));
    }

    @Test
    void anOutageAtTheEndCostsNoSecondRun() {
        store.publish("A", 1, 6);
        file("j1", "3");
        AtomicBoolean outage = new AtomicBoolean(true);
        JobRunner patient = runner(
                new TroubleAtTheEnd(store, end -> outage.get() ? Optional.of(failure(false)) : Optional.empty()),
                CONFIG);

        assertThrows(PortException.class, patient::doWork);
        outage.set(false);
        patient.doWork();

        assertEquals(State.DONE, store.find("j1").orElseThrow().state());
        assertEquals(1, store.find("j1").orElseThrow().attempt());
    }

    @Test
    void aResultThatTheStoreWillNeverTakeFailsTheRunAndFreesTheRunner() {
        store.publish("A", 1, 6);
        file("j1", "3");
        JobRunner refused = runner(
                new TroubleAtTheEnd(
                        store, end -> end.state() == State.DONE ? Optional.of(failure(true)) : Optional.empty()),
                CONFIG);

        refused.doWork();

        Step end = store.find("j1").orElseThrow();
        assertEquals(State.FAILED, end.state());
        assertTrue(end.reason().contains("value out of range"), end.reason());
        assertEquals(0, refused.doWork());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class})
    void aRunTooLargeForThisProcessFails(Class<? extends Error> tooLarge) throws ReflectiveOperationException {
        store.publish("A", 1, 6);
        file("j1", "3");
        Error error = tooLarge.getDeclaredConstructor().newInstance();
        heard.whenTold(step -> {
            if (step.state() == State.ITERATION) throw error;
        });

        runner.doWork();

        Step end = store.find("j1").orElseThrow();
        assertEquals(State.FAILED, end.state());
        assertTrue(end.reason().contains(tooLarge.getSimpleName()), end.reason());
    }

    private static PortException failure(boolean lasting) {
        return new PortException("value out of range", new IOException("the database"), lasting);
    }

    private JobRunner runner(JobStore jobs, RunnerConfig config) {
        return new JobRunner(
                jobs,
                new SmallPlans(),
                heard,
                new Heartbeat(),
                new RunMetrics(registry),
                ManualClock.at(NOW),
                config,
                stopping::get);
    }

    private void file(String jobId, String parameters) {
        Job job = new Job(jobId, "A", parameters, 42, false, 3, Optional.empty(), "service", "ann", NOW);
        store.file(origin("calibration.start"), Step.queued(job, NOW));
    }
}
