package io.qbank.exposure.command.submit;

import io.qbank.exposure.command.view.Changes;
import io.qbank.exposure.command.view.OutcomeView;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CommandOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where commands are handed in: writes them to the log, notes who did it, and waits a little for what becomes of them. */
final class Desk {
    private final CommandLog log;
    private final OutcomeView outcomes;
    private final Changes changes;
    private final Duration patience;

    /** @param patience how long a sender is kept waiting, in real time */
    Desk(CommandLog log, OutcomeView outcomes, Changes changes, Duration patience) {
        this.log = log;
        this.outcomes = outcomes;
        this.changes = changes;
        this.patience = patience;
    }

    /**
     * Hands in a command. Where more wait than threads can be spared, it is pending: it is in the log all the same, and whoever
     * was told to try again would hand in a second one.
     *
     * @param visible whether the views show what the command changes; asked once it is applied
     */
    Verdict submit(CalibrationCommand command, BooleanSupplier visible) throws InterruptedException {
        log.append(command);
        Audit.accepted(command);
        return verdict(command.commandId(), visible).orElseGet(() -> new Verdict.Pending(command.commandId()));
    }

    private Optional<Verdict> verdict(String commandId, BooleanSupplier visible) throws InterruptedException {
        try {
            return changes.await(patience, () -> outcomes.outcome(commandId).flatMap(known -> of(known, visible)));
        } catch (Changes.TooManyWaitingException full) {
            return Optional.empty();
        }
    }

    private static Optional<Verdict> of(CommandOutcome outcome, BooleanSupplier visible) {
        if (outcome.status().equals(CommandOutcome.REFUSED))
            return Optional.of(new Verdict.Refused(outcome.commandId(), String.valueOf(outcome.reason())));
        return visible.getAsBoolean() ? Optional.of(new Verdict.Applied(outcome.commandId())) : Optional.empty();
    }
}
