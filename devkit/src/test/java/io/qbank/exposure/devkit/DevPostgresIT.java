package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevPostgresIT {
    @Test
    void rowsAndAddressAreTheSameAfterARestartOnTheSameDirectory(@TempDir Path directory) throws Exception {
        String before;
        try (DevPostgres postgres = DevPostgres.start(directory, 0)) {
            before = postgres.url();
            execute(before, "create table ledger (entry text)");
            execute(before, "insert into ledger values ('one')");
        }

        try (DevPostgres again = DevPostgres.start(directory, 0)) {
            assertEquals(before, again.url());
            assertEquals("one", ask(again.url(), "select entry from ledger"));
        }
    }

    @Test
    void aServerThatOutlivedItsParentIsTakenOver(@TempDir Path directory) throws Exception {
        String orphan = LonelyPostgres.leaveBehind(directory);
        String start = ask(orphan, "select pg_postmaster_start_time()");

        try (DevPostgres heir = DevPostgres.start(directory, 0)) {
            assertEquals(orphan, heir.url());
            assertEquals(start, ask(heir.url(), "select pg_postmaster_start_time()"));
        }
    }

    @Test
    void commitsAreOnDiskAndTheLogCanBeDecoded(@TempDir Path directory) throws Exception {
        try (DevPostgres postgres = DevPostgres.start(directory, 0)) {
            assertEquals("on", ask(postgres.url(), "show fsync"));
            assertEquals("on", ask(postgres.url(), "show synchronous_commit"));
            assertEquals("logical", ask(postgres.url(), "show wal_level"));
            assertTrue(ask(postgres.url(), "select version()").startsWith("PostgreSQL 18."));
            assertTrue(ask(
                            postgres.url(),
                            "select lsn::text from pg_create_logical_replication_slot('by_the_owner', 'pgoutput', true)")
                    .contains("/"));
        }
    }

    @Test
    void aTestMayHaveADatabaseOfItsOwn(@TempDir Path directory) throws Exception {
        try (DevPostgres postgres = DevPostgres.start(directory, 0)) {
            execute(postgres.database("mine"), "create table only_here (entry text)");

            assertEquals("0", ask(postgres.url(), "select count(*) from pg_class where relname = 'only_here'"));
            assertEquals(
                    "1", ask(postgres.database("mine"), "select count(*) from pg_class where relname = 'only_here'"));
        }
    }

    @Test
    void aPortInUseIsNamedWithTheWayOut(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortInUseException refused =
                    assertThrows(PortInUseException.class, () -> DevPostgres.start(directory, taken.getLocalPort()));

            assertTrue(refused.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refused.getMessage());
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
