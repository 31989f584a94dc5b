package io.qbank.exposure.command.submit;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.progress.Progress;
import java.time.Clock;

/** Stops a run, or takes back what it did. */
public final class EndRun {
    private final Desk desk;
    private final Ids ids;
    private final Clock clock;

    EndRun(Desk desk, Ids ids, Clock clock) {
        this.desk = desk;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks a run to stop; applied means that the calibrator knows, not yet that the run has ended. */
    public Verdict cancel(String by, Progress run) throws InterruptedException {
        return desk.submit(
                new CalibrationCommand.Cancel(
                        ids.next(), run.tenantId(), by, clock.instant(), Trigger.API, run.jobId(), run.examCode()),
                () -> true);
    }

    /** Brings back the k and caps from before a run. */
    public Verdict rollback(String by, Progress run) throws InterruptedException {
        return desk.submit(
                new CalibrationCommand.Rollback(
                        ids.next(), run.tenantId(), by, clock.instant(), Trigger.API, run.jobId(), run.examCode()),
                () -> true);
    }
}
