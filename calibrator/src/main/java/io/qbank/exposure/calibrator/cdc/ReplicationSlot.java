package io.qbank.exposure.calibrator.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's bookmark in PostgreSQL's log, and the only one: PostgreSQL keeps the log from there on. Only the holder of
 * the lease may change it, anybody may ask how it is. One thread.
 */
final class ReplicationSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationSlot.class);
    private static final String STATUS = """
            select plugin, database = current_database(), coalesce(wal_status = 'lost', false), active_pid,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
              from pg_replication_slots where slot_name = ?""";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** Creation waits for every transaction that runs at that time. */
    private static final int CREATED_WITHIN_MS = (int) TimeUnit.MINUTES.toMillis(30);

    /** A session that was closed is still listed for a moment. */
    private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long ENDED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private final Connection connection;
    private final String name;

    ReplicationSlot(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * How the slot is.
     *
     * @param lost PostgreSQL has thrown away the log that the slot still needed
     * @param reader process id of the session that reads from it
     * @param retainedBytes of log kept for it
     */
    record Status(boolean lost, Optional<Integer> reader, long retainedBytes) {}

    /**
     * Makes sure that there is a usable slot that nobody reads: creates a missing one, replaces a lost one, ends the session
     * of a relay that no longer holds the lease and does not know it.
     */
    void ensureFree() throws SQLException {
        Optional<Status> found = status();
        if (found.flatMap(Status::reader).isPresent() && !freeWithin(LEAVING_NANOS)) {
            endReader(found.flatMap(Status::reader).get());
            found = status();
        }
        if (found.isPresent() && found.get().lost()) {
            LOG.warn("slot {} has lost its log: replacing it, everything will be compared", name);
            run("select pg_drop_replication_slot(?)", name);
            found = Optional.empty();
        }
        if (found.isEmpty()) create();
    }

    /**
     * How the slot is; empty if there is none.
     *
     * @throws IllegalStateException if the name is taken by a slot of another kind or database
     */
    Optional<Status> status() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STATUS)) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) return Optional.empty();
                if (!"pgoutput".equals(row.getString(1)) || !row.getBoolean(2))
                    throw new IllegalStateException(
                            "slot " + name + " belongs to another plugin or database: name another slot");
                Optional<Integer> reader = Optional.ofNullable(row.getObject(4, Integer.class));
                return Optional.of(new Status(row.getBoolean(3), reader, row.getLong(5)));
            }
        }
    }

    private void create() throws SQLException {
        LOG.info("creating slot {}; this waits for transactions that run now", name);
        int timeout = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, CREATED_WITHIN_MS);
        try {
            run("select pg_create_logical_replication_slot(?, 'pgoutput')", name);
        } finally {
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
    }

    private void endReader(int reader) throws SQLException {
        LOG.warn("slot {} is read by session {} of a relay without the lease: ending it", name, reader);
        try {
            run("select pg_terminate_backend(?::int)", Integer.toString(reader));
        } catch (SQLException refused) {
            if (!INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) throw refused;
            LOG.warn("session {} is another user's: waiting until it ends", reader);
        }
        if (!freeWithin(ENDED_WITHIN_NANOS)) throw new IllegalStateException("slot " + name + " is in use");
    }

    private boolean freeWithin(long nanos) throws SQLException {
        long deadline = System.nanoTime() + nanos;
        while (status().flatMap(Status::reader).isPresent()) {
            if (System.nanoTime() > deadline) return false;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private void run(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.execute();
        }
    }
}
