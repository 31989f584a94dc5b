package io.qbank.exposure.calibrator.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections of a process that dies at its n-th statement or commit: just before it, or just after, when nobody hears the
 * answer. From then on nothing works; the server notices and rolls back.
 */
final class DyingSource implements DataSource {
    private static final Set<String> STEPS = Set.of("prepareStatement", "createStatement", "commit");
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
                    if (method.getName().equals("close") && dead) connection.rollback();
                    else if (dead) throw gone();
                    boolean dies = STEPS.contains(method.getName()) && ++steps == last;
                    if (dies && !after) throw die();
                    Object result;
                    try {
                        result = method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (dies) throw die();
                    return result;
                });
    }

    private SQLException die() {
        dead = true;
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
