package io.qbank.exposure.demo.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a DBA, or nobody, does to the database while nobody looks. */
final class BankFaults {
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 20;
    /** A segment of PostgreSQL's log has 16 MB: three of them are beyond a limit of one. */
    private static final List<String> MUCH_LOG = List.of(
            "alter system set max_slot_wal_keep_size = '1MB'",
            "select pg_reload_conf()",
            "select pg_logical_emit_message(false, 'chaos', repeat('x', 1000))",
            "select pg_switch_wal()",
            "select pg_logical_emit_message(false, 'chaos', repeat('x', 1000))",
            "select pg_switch_wal()",
            "select pg_logical_emit_message(false, 'chaos', repeat('x', 1000))",
            "select pg_switch_wal()",
            "checkpoint");

    private static final List<String> LIMIT_OFF =
            List.of("alter system reset max_slot_wal_keep_size", "select pg_reload_conf()");
    private static final String OTHER_K = """
            update item_exposure_control set sh_p = round((0.1 + 0.8 * random())::numeric, 4)
             where (question_id, version) in (
                   select question_id, version from item_exposure_control order by random() limit 20)""";
    private final Supplier<String> superuserUrl;

    BankFaults(Supplier<String> superuserUrl) {
        this.superuserUrl = superuserUrl;
    }

    /** Ends whoever reads from the slot, and drops it before he is back. */
    void dropSlot() {
        with(statement -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    statement.execute("select pg_terminate_backend(active_pid) from pg_replication_slots where active");
                    statement.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
                    return;
                } catch (SQLException inUse) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
            throw new IllegalStateException("the slot could not be dropped: somebody always read from it");
        });
    }

    /** Makes the database throw away what the slot, which nobody reads from, still needs. */
    void loseSlot() {
        with(statement -> {
            try {
                for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                    for (String each : MUCH_LOG) statement.execute(each);
                    if (lost(statement)) return;
                }
                throw new IllegalStateException("the slot could not be made to be lost");
            } finally {
                for (String each : LIMIT_OFF) statement.execute(each);
            }
        });
    }

    /** Changes k of some items, past everybody. */
    void changeControls() {
        with(statement -> statement.executeUpdate(OTHER_K));
    }

    private static boolean lost(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select coalesce(bool_and(wal_status = 'lost'), true) from pg_replication_slots")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void with(Work work) {
        try (Connection connection = DriverManager.getConnection(superuserUrl.get());
                Statement statement = connection.createStatement()) {
            work.on(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException("PostgreSQL refused: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void on(Statement statement) throws SQLException, InterruptedException;
    }
}
