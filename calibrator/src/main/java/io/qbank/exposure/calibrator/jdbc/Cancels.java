package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.calibrator.job.Refusals;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Cancelling: a waiting run ends at once, a running one is asked to stop, one yet to come is there already, cancelled. */
final class Cancels {
    private static final String REASON = "cancelled on request";

    private Cancels() {}

    static Optional<String> apply(Connection connection, Command.Cancel cancel, Instant now) throws SQLException {
        if (RunRows.insert(connection, ahead(cancel, now))) return Optional.empty();
        Step existing = RunRows.locked(connection, cancel.jobId()).orElseThrow();
        Optional<String> refusal = Refusals.ofCancel(cancel, existing);
        if (refusal.isPresent() || existing.state().terminal()) return refusal;
        ask(connection, cancel);
        if (existing.state() == State.QUEUED) end(connection, cancel, now);
        return Optional.empty();
    }

    private static Step ahead(Command.Cancel cancel, Instant now) {
        Origin origin = cancel.origin();
        Job unknown = new Job(
                cancel.jobId(),
                cancel.examCode(),
                "{}",
                0,
                false,
                0,
                Optional.empty(),
                origin.trigger(),
                origin.requestedBy(),
                origin.requestedAt());
        return Step.refused(unknown, State.CANCELLED, REASON, now);
    }

    private static void ask(Connection connection, Command.Cancel cancel) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("""
                update calibration_run set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
                       cancel_requested_by = coalesce(cancel_requested_by, ?)
                 where job_id = ?""")) {
            ask.setString(1, cancel.origin().requestedBy());
            ask.setString(2, cancel.jobId());
            ask.executeUpdate();
        }
    }

    private static void end(Connection connection, Command.Cancel cancel, Instant now) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement("""
                update calibration_run set state = 'cancelled', seq = seq + 1, finished_at = ?, error = ?
                 where job_id = ?""")) {
            RunRows.set(end, 1, now);
            end.setString(2, REASON);
            end.setString(3, cancel.jobId());
            end.executeUpdate();
        }
    }
}
