package io.qbank.exposure.calibrator.job;

import java.time.Instant;
import java.util.Optional;

/** Commands and their effects: each verb one transaction that also keeps the receipt. Thread-safe. */
public interface CommandStore {
    /** What became of a command earlier. */
    Optional<Receipt> receipt(String commandId);

    /**
     * Files a run, waiting or already ended. A run with this id that exists stays as it is, and the command is applied if it
     * means that run.
     */
    Receipt file(Origin origin, Step step);

    /** Marks a run to be stopped, ends it if it waits, or leaves a cancelled one for a start that is still to come. */
    Receipt cancel(Command.Cancel cancel, Instant now);

    /** Brings back k, caps and rejection from before a run for every item that is not locked. */
    Receipt rollback(Command.Rollback rollback, Instant now);

    /** Sets k, cap or lock of a published item. */
    Receipt setControl(Command.SetControl control, Instant now);

    /** Sets an exam's policy. */
    Receipt setPolicy(Command.SetPolicy policy, Instant now);

    /** Keeps that a command was refused. */
    Receipt refuse(Origin origin, String reason, Instant now);

    /** Forgets receipts from before then, so many at most: their commands come no more. Gives how many it forgot. */
    int forget(Instant before, int most);
}
