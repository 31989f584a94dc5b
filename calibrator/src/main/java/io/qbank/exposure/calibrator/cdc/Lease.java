package io.qbank.exposure.calibrator.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Elects the one relay of a slot: an advisory lock, held by a session that PostgreSQL ends when it has been silent for too
 * long. So a relay that crashed gives way at once, and one that hangs or was paused within that time. The lock keeps
 * instances out of each other's way; that no old value is published does not depend on it. One thread.
 */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final int FIRST_WITH_IDLE_TIMEOUT = 14;
    /** A database that does not answer must not hold up the end of the process. */
    private static final int PATIENCE_MS = 2_000;

    private final Connection session;
    private final String slot;
    private boolean held;

    private Lease(Connection session, String slot) {
        this.session = session;
        this.slot = slot;
    }

    /** Opens a session that can take the lease. */
    static Lease on(RelayConfig config) throws SQLException {
        Connection session = config.bank().connect("qbank-relay");
        try {
            // Older servers have no such setting: there a paused relay stays in office until its TCP connection ends.
            if (session.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_IDLE_TIMEOUT)
                endWhenSilentFor(config.leaseTimeout().toMillis(), session);
            return new Lease(session, config.slot());
        } catch (SQLException failed) {
            session.close();
            throw failed;
        }
    }

    /** Whether the lease is held; takes it if it is free. */
    boolean take() throws SQLException {
        if (held) return true;
        try (PreparedStatement lock =
                session.prepareStatement("select pg_try_advisory_lock(hashtextextended('qbank relay ' || ?, 0))")) {
            lock.setString(1, slot);
            try (ResultSet row = lock.executeQuery()) {
                held = row.next() && row.getBoolean(1);
                return held;
            }
        }
    }

    /** The session that holds the lease, for its holder's own statements: each of them renews it. */
    Connection session() {
        return session;
    }

    /**
     * Renews the lease.
     *
     * @throws SQLException if it is lost
     */
    void renew() throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("select 1");
        }
    }

    /**
     * Gives the lease back and ends the session. PostgreSQL would release the lock too, but some time after the session was
     * closed here; so the successor, or this process a moment later, need not wait for that.
     */
    @Override
    public void close() {
        try (session) {
            if (held) giveBack();
        } catch (SQLException gone) {
            LOG.debug("the lease's session had ended already", gone);
        }
    }

    private void giveBack() throws SQLException {
        held = false;
        session.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        try (Statement statement = session.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        }
    }

    private static void endWhenSilentFor(long millis, Connection session) throws SQLException {
        try (PreparedStatement set = session.prepareStatement("select set_config('idle_session_timeout', ?, false)")) {
            set.setString(1, Long.toString(millis));
            set.execute();
        }
    }
}
