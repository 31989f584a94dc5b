package io.qbank.exposure.calibrator.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One at a time in this database may decide which items a run holds. Held to the end of the transaction; at read committed
 * the statements after it see all that earlier holders decided.
 */
final class ClaimLock {
    /** Any number that nobody else in the database takes. */
    private static final long KEY = 0x71_62_61_6e_6bL;

    private ClaimLock() {}

    static void take(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(" + KEY + ")");
        }
    }
}
