package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Samples;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of a test's own, and SQL by hand in it. */
public final class TestBank implements AutoCloseable {
    private final String url;
    private final Database database;

    private TestBank(String url, Database database) {
        this.url = url;
        this.database = database;
    }

    /** A new database with our tables. */
    public static TestBank migrated() {
        return migrated(newDatabase());
    }

    /** Our tables in a database that may hold others. */
    public static TestBank migrated(String url) {
        return new TestBank(url, Database.openAndMigrate(DatabaseUrl.parse(url), 8));
    }

    /** An empty database, as a JDBC address with user and password. */
    public static String newDatabase() {
        return DevStack.shared().postgres().database(Samples.unique("bank").replace('-', '_'));
    }

    public String url() {
        return url;
    }

    public Database database() {
        return database;
    }

    public Transactions transactions() {
        return database.transactions();
    }

    /** Publishes items 1 to count of one exam, version 1, all alike in topic 7. */
    public TestBank publish(String examCode, int from, int to) {
        return sql("insert into question_publications select i, '" + examCode + "', 1 from generate_series(" + from
                + ", "
                + to + ") i; insert into question_versions select i, 1, 7, 'published' from generate_series(" + from
                + ", " + to + ") i on conflict do nothing");
    }

    public TestBank sql(String statements) {
        execute(url, statements);
        return this;
    }

    static void execute(String url, String statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Each row as text, columns joined by a bar. */
    public List<String> rows(String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) cells.add(row.getString(i));
                rows.add(String.join("|", cells.stream().map(String::valueOf).toList()));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
