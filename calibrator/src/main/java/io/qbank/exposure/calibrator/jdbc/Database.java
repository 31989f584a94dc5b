package io.qbank.exposure.calibrator.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The question bank's database: connections that come back after an outage, and our tables in their latest form. */
public final class Database implements AutoCloseable {
    /** The migrations' own book; the bank may use Flyway too, under the usual name. */
    static final String MIGRATIONS = "qbank_exposure_schema";

    /** Where the migrations are. */
    static final String LOCATION = "classpath:db/migration";

    private static final long CONNECT_TIMEOUT_MS = 10_000;
    /** A server that vanished without a word is given up after that; no statement of ours takes as long. */
    private static final int SOCKET_TIMEOUT_S = 60;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final HikariDataSource connections;

    private Database(HikariDataSource connections) {
        this.connections = connections;
    }

    /**
     * Opens connections without touching the schema, as a command line does on somebody's bank.
     *
     * @param connectionsAtMost how many at once
     * @throws RuntimeException naming the address if nobody answers there
     */
    public static Database open(DatabaseUrl url, int connectionsAtMost) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("bank");
        config.setJdbcUrl(url.jdbc());
        url.user().ifPresent(config::setUsername);
        url.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(connectionsAtMost);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        config.addDataSourceProperty("ApplicationName", "qbank-calibrator");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT_MS / 1_000));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_S));
        try {
            return new Database(new HikariDataSource(config));
        } catch (RuntimeException unreachable) {
            throw new IllegalStateException("cannot connect to " + url + ": " + rootMessage(unreachable), unreachable);
        }
    }

    /** Opens connections and brings the schema up to date, on an empty database as on one that has the bank's tables. */
    public static Database openAndMigrate(DatabaseUrl url, int connectionsAtMost) {
        Database database = open(url, connectionsAtMost);
        try {
            migrate(url, LOCATION);
            return database;
        } catch (FlywayException refused) {
            database.close();
            throw new IllegalStateException(notMigrated(url, refused), refused);
        } catch (RuntimeException | Error failed) {
            database.close();
            throw failed;
        }
    }

    public DataSource source() {
        return connections;
    }

    public Transactions transactions() {
        return new Transactions(connections);
    }

    @Override
    public void close() {
        connections.close();
    }

    // The bank's schema is not empty and has no book of ours: version 0 is what it is, everything of ours comes after.
    // A connection of its own, since an index on a large bank may take longer than a statement of ours.
    // It gives up a table that somebody holds for long: whoever reads the bank would wait behind it.
    static void migrate(DatabaseUrl url, String... locations) {
        Flyway.configure()
                .dataSource(url.jdbc(), url.user().orElse(null), url.password().orElse(null))
                .table(MIGRATIONS)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .baselineDescription("the bank as it was")
                .locations(locations)
                .initSql("set lock_timeout = '10s'")
                .load()
                .migrate();
    }

    private static String notMigrated(DatabaseUrl url, FlywayException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState()))
                return "the tables in " + url
                        + " are not up to date, and this role may not change them: run the command"
                        + " migrate as their owner, then etc/owner.sql (" + rootMessage(refused) + ")";
        return "the tables in " + url + " cannot be brought up to date: " + rootMessage(refused);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage());
    }
}
