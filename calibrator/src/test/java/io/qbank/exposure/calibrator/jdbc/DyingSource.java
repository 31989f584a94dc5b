package io.qbank.exposure.calibrator.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Connections of a process that dies at its n-th statement or commit: just before it, or just after, when nobody hears the
 * answer. The server's end of the connection is killed, as an administrator or the end of a process would; from then on nothing
 * works.
 */
final class DyingSource implements DataSource {
    private static final Set<String> STEPS = Set.of("prepareStatement", "createStatement", "commit");
    private static final int PATIENCE_MS = 30_000;

    private final DataSource source;
    private final int last;
    private final boolean after;
    private int steps;
    private boolean dead;

    /** @param after whether the last step still happens */
    DyingSource(DataSource source, int last, boolean after) {
        this.source = source;
        this.last = last;
        this.after = after;
    }

    boolean dead() {
        return dead;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) throw gone();
        Connection connection = source.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (dead && !method.getName().equals("close")) throw gone();
                    boolean dies = STEPS.contains(method.getName()) && ++steps == last;
                    if (dies && !after) throw die(connection);
                    Object result;
                    try {
                        result = method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (dies) throw die(connection);
                    return result;
                });
    }

    private SQLException die(Connection connection) throws SQLException {
        dead = true;
        int backend = connection.unwrap(PGConnection.class).getBackendPID();
        try (Connection another = source.getConnection();
                PreparedStatement kill = another.prepareStatement("select pg_terminate_backend(?, ?)")) {
            kill.setInt(1, backend);
            kill.setInt(2, PATIENCE_MS);
            kill.execute();
        }
        return gone();
    }

    private static SQLException gone() {
        return new SQLException("the process died", "08006");
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
