package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import io.qbank.exposure.devkit.DevStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A bank in a database of its own, changed by hand as a person with a SQL prompt does. */
final class Bank implements AutoCloseable {
    private final String url;
    private final Connection connection;

    private Bank(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    /** A new bank in its latest form; the name must be new. */
    static Bank open(String name) throws SQLException {
        String url = DevStack.shared().postgres().database(name);
        Database.openAndMigrate(DatabaseUrl.parse(url), 2).close();
        return new Bank(url, DriverManager.getConnection(url));
    }

    /** The same bank through another connection. */
    Bank another() throws SQLException {
        return new Bank(url, DriverManager.getConnection(url));
    }

    String url() {
        return url;
    }

    Bank sql(String statement) throws SQLException {
        try (Statement executed = connection.createStatement()) {
            executed.execute(statement);
            return this;
        }
    }

    /** Publishes version 1 of questions first to last in an exam. */
    Bank exam(String exam, long first, long last) throws SQLException {
        return each(
                        "insert into question_versions select q, 1, 100 + q % 5, 'published' from generate_series(?, ?) q",
                        first, last)
                .each(
                        "insert into item_calibration select q, 1, '3pl', 1.2, 0.5, 0.1 from generate_series(?, ?) q",
                        first,
                        last)
                .each(
                        "insert into question_publications select q, '" + exam + "', 1 from generate_series(?, ?) q",
                        first,
                        last);
    }

    /** Sets k of version 1. */
    Bank k(long question, double k) throws SQLException {
        return sql("insert into item_exposure_control (question_id, version, sh_p) values (" + question + ", 1, " + k
                + ") on conflict (question_id, version) do update set sh_p = excluded.sh_p, updated_at = now()");
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Bank each(String statement, long first, long last) throws SQLException {
        try (PreparedStatement executed = connection.prepareStatement(statement)) {
            executed.setLong(1, first);
            executed.setLong(2, last);
            executed.execute();
            return this;
        }
    }
}
