package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the bank as its contract has it. */
final class BankRows {
    private BankRows() {}

    /**
     * An item.
     *
     * @param exams in which it is published
     * @throws IllegalArgumentException if the row breaks the contract
     */
    static ItemState item(ResultSet row, String tenantId, List<String> exams, long lsn) throws SQLException {
        return new ItemState(
                tenantId,
                row.getLong("question_id"),
                row.getInt("version"),
                exams,
                number(row, "topic_id"),
                finite("a", row.getDouble("a")),
                finite("b", row.getDouble("b")),
                finite("c", row.getDouble("c")),
                bounded(row.getDouble("k")),
                cap(row, "cap"),
                row.getString("rejection"),
                row.getBoolean("locked"),
                row.getString("job_id"),
                instant(row, "effective_from"),
                lsn,
                ItemChanges.read(row.getString("changes")),
                cap(row, "own_cap"));
    }

    /** @throws IllegalArgumentException if the row breaks the contract */
    static ExamPolicy policy(ResultSet row, String tenantId, long lsn) throws SQLException {
        return new ExamPolicy(
                tenantId,
                row.getString("exam_code"),
                Json.read(row.getString("parameters"), CalibrationParameters.class),
                row.getBoolean("auto_recalibrate"),
                row.getInt("cooldown_minutes"),
                row.getInt("limit_per_day"),
                row.getDouble("drift_alpha"),
                row.getDouble("drift_delta"),
                row.getString("updated_by"),
                instant(row, "updated_at"),
                lsn);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Double cap(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : finite(column, value);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** v7 took a k outside [0, 1] for the nearer bound, and so does a run. */
    private static double bounded(double k) {
        return Math.max(0, Math.min(1, finite("k", k)));
    }

    private static double finite(String field, double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException(field + " must be a number, was " + value);
        return value;
    }
}
