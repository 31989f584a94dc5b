package io.qbank.exposure.calibrator.cdc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the bank's database is and who reads it. Its user needs REPLICATION, and must own the item tables unless a DBA has
 * created the publication. Immutable; never printed.
 *
 * @param jdbcUrl jdbc:postgresql://HOST:PORT/DATABASE, with the driver's parameters; one server
 * @param user if the address does not say
 * @param password if the address does not say
 */
public record BankAddress(String jdbcUrl, Optional<String> user, Optional<String> password) {
    /** A read that takes longer than this means that the database is gone, seconds. */
    private static final String SOCKET_TIMEOUT = "30";

    /**
     * Each read is planned for what it asks. A plan that the server keeps for any number of questions is one made while the
     * bank was small, and it scans a table for each of the thousands that come later.
     */
    private static final String NO_KEPT_PLANS = "0";

    private static final List<String> TLS = List.of("sslmode", "sslcert", "sslkey", "sslpassword", "sslrootcert");

    /** @throws IllegalArgumentException if the driver does not understand the address */
    public BankAddress {
        parts(jdbcUrl);
    }

    /** An address that says all. */
    public static BankAddress of(String jdbcUrl) {
        return new BankAddress(jdbcUrl, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        Properties parts = parts();
        return parts.getProperty("PGHOST") + ':' + parts.getProperty("PGPORT") + '/' + parts.getProperty("PGDBNAME");
    }

    /** A connection of the caller's own; {@code purpose} is how pg_stat_activity names it. */
    Connection connect(String purpose) throws SQLException {
        Properties settings = new Properties();
        user.ifPresent(name -> settings.setProperty("user", name));
        password.ifPresent(secret -> settings.setProperty("password", secret));
        settings.setProperty("ApplicationName", purpose);
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("prepareThreshold", NO_KEPT_PLANS);
        if (parts().getProperty("socketTimeout") == null) settings.setProperty("socketTimeout", SOCKET_TIMEOUT);
        return DriverManager.getConnection(jdbcUrl, settings);
    }

    /** The same as Debezium spells it. */
    Map<String, String> forDebezium() {
        Properties parts = parts();
        Map<String, String> spelled = new HashMap<>();
        spelled.put("database.hostname", parts.getProperty("PGHOST"));
        spelled.put("database.port", parts.getProperty("PGPORT"));
        spelled.put("database.dbname", parts.getProperty("PGDBNAME"));
        put(spelled, "database.user", user.orElse(parts.getProperty("user")));
        put(spelled, "database.password", password.orElse(parts.getProperty("password")));
        TLS.forEach(name -> put(spelled, "database." + name, parts.getProperty(name)));
        return spelled;
    }

    private static void put(Map<String, String> spelled, String key, @Nullable String value) {
        if (value != null) spelled.put(key, value);
    }

    private Properties parts() {
        return parts(jdbcUrl);
    }

    private static Properties parts(String jdbcUrl) {
        Properties parts = new Properties();
        try {
            for (DriverPropertyInfo part : DriverManager.getDriver(jdbcUrl).getPropertyInfo(jdbcUrl, new Properties()))
                if (part.value != null) parts.setProperty(part.name, part.value);
        } catch (SQLException foreign) {
            throw new IllegalArgumentException("the address must be jdbc:postgresql://HOST:PORT/DATABASE", foreign);
        }
        return parts;
    }
}
