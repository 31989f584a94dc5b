package io.qbank.exposure.command.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.view.RunView;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StartCalibrationTest {
    private static final CalibrationParameters PLAIN = CalibrationParameters.DEFAULT;
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final MemoryCommandLog log = new MemoryCommandLog(command -> {});
    private final RunView runs = new RunView();
    private final StartCalibration start = instance(runs);

    @Test
    void aStartIsTheCommandAndItsFirstStep() {
        String job = start.start("somebody", "EXAM", PLAIN, null);

        CalibrationCommand.Start command = (CalibrationCommand.Start) log.commands.get(0);
        Progress queued = log.steps.get(0);
        assertEquals(job, command.jobId());
        assertEquals("somebody", command.requestedBy());
        assertEquals(clock.instant(), command.requestedAt());
        assertEquals(job, queued.jobId());
        assertEquals(RunState.QUEUED, queued.state());
        assertEquals(5, queued.totalIters());
        assertEquals(PLAIN, queued.parameters());
    }

    @Test
    void whatIsAcknowledgedHereIsKnownHere() {
        String job = start.start("somebody", "EXAM", PLAIN, null);

        assertTrue(runs.run(job).isPresent());
    }

    @Test
    void whatCouldNotBeAppendedIsNotKnown() {
        log.down = true;

        assertThrows(CommandLogUnavailableException.class, () -> start.start("somebody", "EXAM", PLAIN, "key"));

        assertTrue(runs.page(null, run -> true, 10).isEmpty());
    }

    @Test
    void theSameKeyOfTheSameSenderIsTheSameJobAtEveryInstance() {
        String job = start.start("somebody", "EXAM", PLAIN, "key");

        assertEquals(job, start.start("somebody", "EXAM", PLAIN, "key"));
        assertEquals(job, instance(new RunView()).start("somebody", "EXAM", PLAIN, "key"));
        assertNotEquals(job, start.start("somebody else", "EXAM", PLAIN, "key"));
        assertNotEquals(job, start.start("somebody", "EXAM", PLAIN, "other key"));
    }

    @Test
    void aSeedDrawnLaterDoesNotMakeItAnotherRequest() {
        String job = start.start("somebody", "EXAM", PLAIN, "key");
        CalibrationParameters seeded = Json.read("{\"seed\":42}", CalibrationParameters.class);
        Progress queued = log.steps.get(0);
        Progress running = new Progress(
                job,
                1,
                0,
                queued.tenantId(),
                "EXAM",
                RunState.RUNNING,
                clock.instant(),
                queued.requestedAt(),
                "somebody",
                queued.trigger(),
                0,
                5,
                null,
                null,
                seeded,
                null,
                null);
        runs.apply(running.key(), running);

        assertEquals(job, start.start("somebody", "EXAM", PLAIN, "key"));
    }

    @Test
    void aKeyUsedForSomethingElseIsRefused() {
        start.start("somebody", "EXAM", PLAIN, "key");

        var refused = assertThrows(InvalidMessageException.class, () -> start.start("somebody", "OTHER", PLAIN, "key"));

        assertEquals("Idempotency-Key", refused.field());
    }

    @Test
    void aKeyIsHeldAgainstAnotherRequestAtTheSameTime() {
        List<String> refusals = new ArrayList<>();
        StartCalibration[] busy = new StartCalibration[1];
        MemoryCommandLog slow = new MemoryCommandLog(command -> {
            if (refusals.isEmpty())
                refusals.add(assertThrows(
                                InvalidMessageException.class, () -> busy[0].start("somebody", "OTHER", PLAIN, "key"))
                        .field());
        });
        busy[0] = instance(slow, new RunView());

        busy[0].start("somebody", "EXAM", PLAIN, "key");

        assertEquals(List.of("Idempotency-Key"), refusals);
        assertEquals(1, slow.commands.size());
    }

    @Test
    void aKeyWhoseRequestMayHaveBeenTakenIsNotFreeForAnother() {
        log.down = true;
        assertThrows(CommandLogUnavailableException.class, () -> start.start("somebody", "EXAM", PLAIN, "key"));
        log.down = false;

        assertThrows(InvalidMessageException.class, () -> start.start("somebody", "OTHER", PLAIN, "key"));

        start.start("somebody", "EXAM", PLAIN, "key");
        assertEquals(1, log.commands.size());
    }

    private StartCalibration instance(RunView view) {
        return instance(log, view);
    }

    private StartCalibration instance(MemoryCommandLog to, RunView view) {
        return new StartCalibration(to, view, new Ids(clock, new Random(1)::nextLong), "tenant", clock);
    }
}
