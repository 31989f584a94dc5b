package io.qbank.exposure.calibrator.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a piece of work in one transaction at read committed: all of it or nothing. Work that PostgreSQL asks to repeat is
 * repeated, so it must not act outside the database. Thread-safe.
 */
public final class Transactions {
    /**
     * serialization_failure, deadlock_detected [1].
     *
     * <p>[1] https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
     */
    private static final Set<String> REPEAT = Set.of("40001", "40P01");

    private static final int MOST_TRIES = 5;
    private final DataSource source;

    public Transactions(DataSource source) {
        this.source = source;
    }

    /** Work inside a transaction, with a result. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work inside a transaction, without a result. */
    @FunctionalInterface
    public interface Action {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Commits what the work did and gives its result.
     *
     * @throws DatabaseException if the database refuses or is not there; failures of earlier tries are suppressed in it
     */
    public <T> T in(Work<T> work) {
        @Nullable SQLException earlier = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException failure) {
                if (earlier != null) failure.addSuppressed(earlier);
                if (attempt == MOST_TRIES || !REPEAT.contains(String.valueOf(failure.getSQLState())))
                    throw new DatabaseException(failure);
                earlier = failure;
            }
        }
    }

    /** As {@link #in}, for work without a result. */
    public void run(Action work) {
        in(connection -> {
            work.on(connection);
            return Boolean.TRUE;
        });
    }

    // The finally rolls back whatever was not committed, also when the work threw something unchecked.
    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.on(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) rollback(connection);
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // The connection is broken: the server has rolled back by itself, and the failure that broke it travels.
            return;
        }
    }
}
