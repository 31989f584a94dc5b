package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.devkit.DevStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The shared PostgreSQL as its superuser has it; settings go back when it is closed. */
final class Server implements AutoCloseable {
    private final Connection connection;
    private final List<String> changed = new ArrayList<>();

    private Server(Connection connection) {
        this.connection = connection;
    }

    static Server open() throws SQLException {
        int port = DevStack.shared().postgres().port();
        return new Server(
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres"));
    }

    /** Changes a setting that needs no restart. */
    Server set(String name, String value) throws SQLException {
        changed.add(name);
        return sql("alter system set " + name + " = " + value).sql("select pg_reload_conf()");
    }

    Server sql(String statement) throws SQLException {
        try (Statement executed = connection.createStatement()) {
            executed.execute(statement);
            return this;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (String name : changed) sql("alter system reset " + name);
            sql("select pg_reload_conf()");
        }
    }
}
