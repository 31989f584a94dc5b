package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of calibration_run as runs and steps, and back. */
final class RunRows {
    private static final String INSERT = """
            insert into calibration_run (job_id, exam_code, params, seed, dry_run, total_iters, expected_epoch, trigger,
                   requested_by, requested_at, state, attempt, seq, filed_at, finished_at, error)
            values (?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (job_id) do nothing""";

    private RunRows() {}

    /** Files a run; gives whether there was none with this id. */
    static boolean insert(Connection connection, Step step) throws SQLException {
        Job job = step.job();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, job.jobId());
            insert.setString(2, job.examCode());
            insert.setString(3, job.parameters());
            insert.setLong(4, job.seed());
            insert.setBoolean(5, job.dryRun());
            insert.setInt(6, job.totalIters());
            set(insert, 7, job.expectedEpoch().orElse(null));
            insert.setString(8, job.trigger());
            insert.setString(9, job.requestedBy());
            set(insert, 10, job.requestedAt());
            insert.setString(11, step.state().text());
            insert.setInt(12, step.attempt());
            insert.setInt(13, step.seq());
            set(insert, 14, step.at());
            set(insert, 15, step.state().terminal() ? step.at() : null);
            insert.setString(16, step.reason());
            return insert.executeUpdate() == 1;
        }
    }

    /** The run with this id, its row locked until the transaction ends. */
    static Optional<Step> locked(Connection connection, String jobId) throws SQLException {
        return first(connection, "select * from calibration_run where job_id = ? for update", jobId);
    }

    /** The run with this id. */
    static Optional<Step> find(Connection connection, String jobId) throws SQLException {
        return first(connection, "select * from calibration_run where job_id = ?", jobId);
    }

    /** What a row says now; queued and running are told without their iterations, which only topics know. */
    static Step step(ResultSet row) throws SQLException {
        State state = State.of(row.getString("state"));
        Instant at = instant(row, state.terminal() ? "finished_at" : "filed_at");
        return new Step(
                job(row),
                state,
                row.getInt("attempt"),
                row.getInt("seq"),
                at == null ? Instant.EPOCH : at,
                row.getInt("current_iter"),
                row.getObject("avg_exp", Double.class),
                row.getObject("max_over", Double.class),
                row.getString("result"),
                row.getString("error"));
    }

    static List<Step> steps(PreparedStatement query) throws SQLException {
        List<Step> steps = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) steps.add(step(row));
        }
        return steps;
    }

    static void set(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        else statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Job job(ResultSet row) throws SQLException {
        Instant requestedAt = instant(row, "requested_at");
        return new Job(
                row.getString("job_id"),
                row.getString("exam_code"),
                row.getString("params"),
                row.getLong("seed"),
                row.getBoolean("dry_run"),
                row.getInt("total_iters"),
                Optional.ofNullable(instant(row, "expected_epoch")),
                row.getString("trigger"),
                row.getString("requested_by"),
                requestedAt == null ? Instant.EPOCH : requestedAt);
    }

    private static Optional<Step> first(Connection connection, String query, String jobId) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(query)) {
            find.setString(1, jobId);
            return steps(find).stream().findFirst();
        }
    }
}
