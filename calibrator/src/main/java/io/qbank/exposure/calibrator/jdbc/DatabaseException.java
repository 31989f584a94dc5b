package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.PortException;
import java.sql.SQLException;
import java.util.Set;

/** The database refused, or is not there. */
public final class DatabaseException extends PortException {
    /** Data exception, integrity violation, no such object or no right to it, beyond a limit: refused again if tried again. */
    private static final Set<String> LASTING = Set.of("22", "23", "42", "54");

    private final String state;

    DatabaseException(SQLException cause) {
        super("PostgreSQL (" + cause.getSQLState() + "): " + cause.getMessage(), cause, LASTING.contains(kind(cause)));
        state = kind(cause);
    }

    /** Class 22, data exception, or 23, integrity constraint violation: it is the value that is wrong. */
    boolean refusesTheValue() {
        return state.equals("22") || state.equals("23");
    }

    // The first two characters of an SQLSTATE are its class.
    private static String kind(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.length() < 2 ? "" : state.substring(0, 2);
    }
}
