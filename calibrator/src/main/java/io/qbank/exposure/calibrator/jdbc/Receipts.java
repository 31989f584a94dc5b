package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Receipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of calibration_command. */
final class Receipts {
    private Receipts() {}

    static Optional<Receipt> find(Connection connection, String commandId) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("select * from calibration_command where command_id = ?")) {
            find.setString(1, commandId);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(receipt(row)) : Optional.empty();
            }
        }
    }

    /** Gives whether there was none for this command. */
    static boolean insert(Connection connection, Receipt receipt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into calibration_command (command_id, type, status, job_id, at) values (?, ?, 'applied', ?, ?)
                on conflict (command_id) do nothing""")) {
            insert.setString(1, receipt.commandId());
            insert.setString(2, receipt.type());
            insert.setString(3, receipt.jobId());
            RunRows.set(insert, 4, receipt.at());
            return insert.executeUpdate() == 1;
        }
    }

    static void refuse(Connection connection, Receipt refused) throws SQLException {
        try (PreparedStatement refuse = connection.prepareStatement(
                "update calibration_command set status = 'refused', reason = ? where command_id = ?")) {
            refuse.setString(1, refused.reason());
            refuse.setString(2, refused.commandId());
            refuse.executeUpdate();
        }
    }

    /** Deletes receipts from before then, some at a time; gives how many. */
    static int forget(Connection connection, Instant before, int most) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement("""
                delete from calibration_command
                 where command_id in (select command_id from calibration_command where at < ? order by at limit ?)""")) {
            RunRows.set(forget, 1, before);
            forget.setInt(2, most);
            return forget.executeUpdate();
        }
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        Instant at = RunRows.instant(row, "at");
        return new Receipt(
                row.getString("command_id"),
                row.getString("type"),
                row.getString("status").equals("applied"),
                row.getString("reason"),
                row.getString("job_id"),
                at == null ? Instant.EPOCH : at);
    }
}
