package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.CommandStore;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.calibrator.job.Receipt;
import io.qbank.exposure.calibrator.job.Refusals;
import io.qbank.exposure.calibrator.job.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands in PostgreSQL: the effect and its receipt are one transaction. */
public final class JdbcCommandStore implements CommandStore {
    private final Transactions transactions;

    public JdbcCommandStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Receipt> receipt(String commandId) {
        return transactions.in(connection -> Receipts.find(connection, commandId));
    }

    @Override
    public Receipt file(Origin origin, Step step) {
        Job job = step.job();
        return once(origin, job.jobId(), step.at(), connection -> {
            if (RunRows.insert(connection, step) || step.reason() != null) return Optional.ofNullable(step.reason());
            return RunRows.find(connection, job.jobId()).flatMap(existing -> Refusals.ofStart(job, existing));
        });
    }

    @Override
    public Receipt cancel(Command.Cancel cancel, Instant now) {
        return once(cancel.origin(), cancel.jobId(), now, connection -> Cancels.apply(connection, cancel, now));
    }

    @Override
    public Receipt rollback(Command.Rollback rollback, Instant now) {
        return once(rollback.origin(), rollback.jobId(), now, connection -> Rollbacks.apply(connection, rollback, now));
    }

    @Override
    public Receipt setControl(Command.SetControl control, Instant now) {
        return once(control.origin(), null, now, connection -> HandControls.apply(connection, control, now));
    }

    @Override
    public Receipt setPolicy(Command.SetPolicy policy, Instant now) {
        return once(policy.origin(), null, now, connection -> Policies.apply(connection, policy, now));
    }

    @Override
    public Receipt refuse(Origin origin, String reason, Instant now) {
        return once(origin, null, now, connection -> Optional.of(reason));
    }

    @Override
    public int forget(Instant before, int most) {
        return transactions.in(connection -> Receipts.forget(connection, before, most));
    }

    /** Acts in the transaction, or says why not and has written nothing. */
    private interface Effect {
        Optional<String> on(Connection connection) throws SQLException;
    }

    // Values that the database refuses, it will refuse again: an answer, and not an outage that is waited out for ever.
    private Receipt once(Origin origin, @Nullable String jobId, Instant now, Effect effect) {
        try {
            return transactions.in(connection -> once(connection, origin, jobId, now, effect));
        } catch (DatabaseException failure) {
            if (!failure.refusesTheValue()) throw failure;
            String reason = String.valueOf(failure.getMessage());
            return transactions.in(connection -> once(connection, origin, jobId, now, again -> Optional.of(reason)));
        }
    }

    // Claiming the command id first makes another calibrator with the same command wait for this one's answer.
    private static Receipt once(
            Connection connection, Origin origin, @Nullable String jobId, Instant now, Effect effect)
            throws SQLException {
        Receipt applied = Receipt.applied(origin, jobId, now.truncatedTo(ChronoUnit.MICROS));
        if (!Receipts.insert(connection, applied))
            return Receipts.find(connection, origin.commandId()).orElseThrow();
        Optional<String> refusal = effect.on(connection);
        if (refusal.isEmpty()) return applied;
        Receipt refused = Receipt.refused(origin, jobId, refusal.get(), applied.at());
        Receipts.refuse(connection, refused);
        return refused;
    }
}
