package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.Policy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Setting an exam's policy. */
final class Policies {
    private static final String SET = """
            insert into calibration_policy (exam_code, parameters, auto_recalibrate, cooldown_minutes, limit_per_day,
                   drift_alpha, drift_delta, updated_by, updated_at)
            values (?, ?::json, ?, ?, ?, ?, ?, ?, ?)
            on conflict (exam_code) do update
               set parameters = excluded.parameters, auto_recalibrate = excluded.auto_recalibrate,
                   cooldown_minutes = excluded.cooldown_minutes, limit_per_day = excluded.limit_per_day,
                   drift_alpha = excluded.drift_alpha, drift_delta = excluded.drift_delta,
                   updated_by = excluded.updated_by, updated_at = excluded.updated_at""";

    private Policies() {}

    static Optional<String> apply(Connection connection, Command.SetPolicy command, Instant now) throws SQLException {
        Policy policy = command.policy();
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, policy.examCode());
            set.setString(2, policy.parameters());
            set.setBoolean(3, policy.autoRecalibrate());
            set.setInt(4, policy.cooldownMinutes());
            set.setInt(5, policy.limitPerDay());
            set.setDouble(6, policy.driftAlpha());
            set.setDouble(7, policy.driftDelta());
            set.setString(8, command.origin().requestedBy());
            RunRows.set(set, 9, now);
            set.executeUpdate();
        }
        return Optional.empty();
    }
}
