package io.qbank.exposure.command.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.command.view.Changes;
import io.qbank.exposure.command.view.OutcomeView;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final CalibrationCommand COMMAND =
            new CalibrationCommand.Cancel("c1", Samples.TENANT, "ann", NOW, Trigger.API, "j1", "EXAM");

    private final Changes changes = new Changes();
    private final OutcomeView outcomes = new OutcomeView();

    @Test
    void theSenderIsToldWhatBecameOfIt() throws InterruptedException {
        MemoryCommandLog log = new MemoryCommandLog(command -> tell(CommandOutcome.REFUSED, "it has ended"));

        Verdict verdict = new Desk(log, outcomes, changes, LONG).submit(COMMAND, () -> true);

        assertEquals(new Verdict.Refused("c1", "it has ended"), verdict);
    }

    @Test
    void whereNobodyElseMayWaitTheCommandIsPendingAndNotLost() {
        MemoryCommandLog log = new MemoryCommandLog(command -> tell(CommandOutcome.APPLIED, null));
        Desk desk = new Desk(log, outcomes, changes, LONG);

        Verdict verdict = whileOthersWait(Changes.MOST_WAITING, () -> desk.submit(COMMAND, () -> true));

        assertEquals(new Verdict.Pending("c1"), verdict);
        assertEquals(List.of(COMMAND), log.commands);
    }

    private void tell(String status, String reason) {
        outcomes.apply("c1", new CommandOutcome("c1", Samples.TENANT, "calibration.cancel", status, reason, null, NOW));
    }

    /** Does it while so many places are taken. */
    private Verdict whileOthersWait(int others, Submission submission) {
        try {
            return others == 0
                    ? submission.submit()
                    : changes.await(LONG, () -> Optional.of(whileOthersWait(others - 1, submission)))
                            .orElseThrow();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private interface Submission {
        Verdict submit() throws InterruptedException;
    }
}
