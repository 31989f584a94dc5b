package io.qbank.exposure.calibrator.job;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.devkit.ManualClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CommandIntakeTest {
    private static final long DRAWN = 4_711;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryStore store = new InMemoryStore();
    private final Heard heard = new Heard();
    private final Queued source = new Queued();
    private final CommandIntake intake = new CommandIntake(
            source,
            new CommandIntake.Stores(store, store),
            new SmallPlans(),
            heard,
            new RunMetrics(registry),
            ManualClock.at(NOW),
            () -> DRAWN,
            1_000);

    /** Commands that a test puts there; counts what was committed. */
    private static final class Queued implements CommandSource {
        final Queue<Command> waiting = new ArrayDeque<>();
        int commits;

        @Override
        public List<Command> poll() {
            List<Command> all = List.copyOf(waiting);
            waiting.clear();
            return all;
        }

        @Override
        public void commit() {
            commits++;
        }
    }

    @Test
    void aStartIsQueuedToldAndFiledWithADrawnSeed() {
        source.waiting.add(start("j1", "3", OptionalLong.empty()));

        int handled = intake.doWork();

        assertEquals(1, handled);
        assertEquals(List.of(State.QUEUED), heard.states());
        assertEquals(DRAWN, store.find("j1").orElseThrow().job().seed());
        assertEquals(
                List.of(true), heard.receipts().stream().map(Receipt::applied).toList());
        assertEquals(1, source.commits);
    }

    @Test
    void aGivenSeedIsKept() {
        source.waiting.add(start("j1", "3", OptionalLong.of(5)));

        intake.doWork();

        assertEquals(5, store.find("j1").orElseThrow().job().seed());
    }

    @Test
    void theSameStartAgainIsAnsweredAlikeAndNotQueuedAgain() {
        Command.Start start = start("j1", "3", OptionalLong.empty());
        source.waiting.add(start);
        intake.doWork();
        source.waiting.add(start);

        intake.doWork();

        assertEquals(List.of(State.QUEUED), heard.states());
        assertEquals(2, heard.receipts().size());
        assertEquals(heard.receipts().get(0), heard.receipts().get(1));
    }

    @Test
    void tooManyCandidatesFailAtOnceAndNameTheLimit() {
        source.waiting.add(start("j1", "51", OptionalLong.empty()));

        intake.doWork();

        assertEquals(List.of(State.FAILED), heard.states());
        assertEquals(
                "the run must be at most 1000 candidates (MAX_CANDIDATES: n times iters, and verify_n for each verification), was 1020",
                heard.steps().get(0).reason());
        assertEquals(0, store.waiting());
    }

    @Test
    void aRunThatBreaksItsContractFailsWithTheReason() {
        Command.Start broken = start("j1", "{}", OptionalLong.of(0));
        source.waiting.add(new Command.Invalid(broken.origin(), Optional.of(broken), "tau must be in (0, 1]"));

        intake.doWork();

        assertEquals("tau must be in (0, 1]", heard.steps().get(0).reason());
        assertEquals("tau must be in (0, 1]", heard.receipts().get(0).reason());
    }

    @Test
    void aPolicyWithImpossibleParametersIsRefused() {
        Policy policy = new Policy("A", "nonsense", true, 60, 2, 0.05, 0.1);
        source.waiting.add(new Command.SetPolicy(origin("policy.set"), policy));

        intake.doWork();

        assertEquals(
                "iters must be a number, was nonsense", heard.receipts().get(0).reason());
    }

    @Test
    void whatABrokenWorldInterruptsIsHandledAgainBeforeAnythingIsCommitted() {
        source.waiting.add(start("j1", "3", OptionalLong.empty()));
        source.waiting.add(start("j2", "3", OptionalLong.empty()));
        heard.whenTold(step -> {
            if (step.job().jobId().equals("j2"))
                throw new PortException("the brokers are not there", new IOException("refused"), false);
        });
        assertThrows(PortException.class, intake::doWork);
        assertEquals(0, source.commits);
        heard.whenTold(step -> {});

        intake.doWork();

        assertTrue(store.find("j2").isPresent());
        assertEquals(2, store.waiting());
        assertEquals(1, source.commits);
    }

    @Test
    void aCommandThatBreaksItsHandlingIsRefusedAndKeepsNobodyWaiting() {
        source.waiting.add(start("j1", "3", OptionalLong.empty()));
        source.waiting.add(start("j2", "3", OptionalLong.empty()));
        heard.whenTold(step -> {
            if (step.job().jobId().equals("j1")) throw new IllegalStateException("unreadable\u0000");
        });

        intake.doWork();

        assertEquals(
                List.of(false, true),
                heard.receipts().stream().map(Receipt::applied).toList());
        assertEquals(
                "internal error: java.lang.IllegalStateException: unreadable ",
                heard.receipts().get(0).reason());
        assertEquals(State.FAILED, store.find("j1").orElseThrow().state());
        assertEquals(1, registry.get("calibration.commands.broken").counter().count());
        assertEquals(1, source.commits);
    }

    private static Command.Start start(String jobId, String parameters, OptionalLong seed) {
        return new Command.Start(origin("calibration.start"), jobId, "A", parameters, seed, false, 3, Optional.empty());
    }
}
