package io.qbank.exposure.calibrator.job;

import java.util.Optional;

/** Why a command about a run is not applied, given how the run stands; empty where it is. The same in every store. */
public final class Refusals {
    private Refusals() {}

    /** A start whose job_id is already filed: it means that run, or it comes too late. */
    public static Optional<String> ofStart(Job wanted, Step existing) {
        if (!existing.job().examCode().equals(wanted.examCode()))
            return Optional.of("job_id " + wanted.jobId() + " is a run of exam "
                    + existing.job().examCode());
        if (existing.state() == State.CANCELLED && existing.attempt() == 0)
            return Optional.of("cancelled before it started");
        return existing.state() == State.FAILED && existing.attempt() == 0
                ? Optional.ofNullable(existing.reason())
                : Optional.empty();
    }

    /** A cancel of a run that exists; cancelling twice is no error. */
    public static Optional<String> ofCancel(Command.Cancel cancel, Step existing) {
        if (!existing.job().examCode().equals(cancel.examCode()))
            return Optional.of("job_id " + cancel.jobId() + " is a run of exam "
                    + existing.job().examCode());
        if (existing.state().terminal() && existing.state() != State.CANCELLED)
            return Optional.of("the run is already " + existing.state().text());
        return Optional.empty();
    }

    /** A rollback of a run that exists. */
    public static Optional<String> ofRollback(Command.Rollback rollback, Step existing) {
        if (!existing.job().examCode().equals(rollback.examCode()))
            return Optional.of("job_id " + rollback.jobId() + " is a run of exam "
                    + existing.job().examCode());
        if (existing.state() != State.DONE)
            return Optional.of(
                    "nothing to roll back: the run is " + existing.state().text());
        return Optional.empty();
    }
}
