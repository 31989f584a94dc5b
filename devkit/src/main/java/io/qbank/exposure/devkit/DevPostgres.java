package io.qbank.exposure.devkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A PostgreSQL 18 as a child of this process, on 127.0.0.1 only, with logical decoding and with commits that are on disk
 * before they are acknowledged. Works as root and as an ordinary user. The child outlives a killed parent; the next start
 * on the same directory finds it and takes it over.
 */
public final class DevPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OWNER = "qbank";
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("wal_level", "logical"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_replication_slots", "32"),
            Map.entry("max_wal_senders", "32"),
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"));

    private final EmbeddedPostgres server;
    private final Path data;

    private DevPostgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /**
     * Starts the server, or takes over the one that still runs on this directory, and creates the database {@code qbank}.
     *
     * @param directory keeps data, log and chosen port; created when missing
     * @param port 0 takes the directory's earlier one, or a free one
     * @throws PortInUseException if somebody else listens there
     */
    public static DevPostgres start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /** The same, and clients may speak TLS: {@code sslmode=verify-full&sslrootcert=} the certificate's authority. */
    public static DevPostgres startWithTls(Path directory, DevCertificate certificate) {
        return start(
                directory,
                0,
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", certificate.authority().toString(),
                        "ssl_key_file", certificate.key().toString()));
    }

    private static DevPostgres start(Path directory, int port, Map<String, String> more) {
        int chosen = Ports.of(directory).choose("postgres", port);
        Path data = directory.toAbsolutePath().resolve("data");
        try {
            OptionalInt running = Postmaster.runningOn(data);
            if (running.isPresent() && running.getAsInt() != chosen)
                launch(directory, data, running.getAsInt(), more).close();
            if (running.isEmpty() || running.getAsInt() != chosen) Ports.requireFree("PostgreSQL", chosen);
            DevPostgres started = new DevPostgres(launch(directory, data, chosen, more), data);
            started.prepare();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start PostgreSQL, see " + log(directory), failed);
        }
    }

    /** Of the database {@code qbank}: jdbc:postgresql://127.0.0.1:PORT/qbank with user and password. */
    public String url() {
        return url(OWNER);
    }

    /**
     * A database beside {@code qbank}, created when missing, for a test that needs one of its own.
     *
     * @param name lower-case letters, digits and underscores
     * @return its address, as {@link #url()}
     */
    public String database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}"))
            throw new IllegalArgumentException("name must be a plain lower-case identifier, was " + name);
        asSuperuser(statement -> {
            if (!exists(statement, "select from pg_database where datname = '" + name + "'"))
                statement.execute("create database " + name + " owner " + OWNER);
        });
        return url(name);
    }

    /** Of the database {@code qbank}, as the superuser: what a DBA may do and the services may not. */
    public String superuserUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + '/' + OWNER + "?user=postgres";
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /**
     * SIGKILL to all of its processes at once, as when a machine loses its power; what was committed is on its disk. Start it
     * again on the same directory.
     */
    public void kill() {
        Postmaster.killOn(data);
        close();
    }

    /** Stops the server; its directory can be started again. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot stop PostgreSQL", failed);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + '/' + database + "?user=" + OWNER + "&password=" + OWNER;
    }

    /** Zonky switches fsync off on the command line; the settings come after it and win. */
    private static EmbeddedPostgres launch(Path directory, Path data, int port, Map<String, String> more)
            throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(binaries().toFile())
                .setOutputRedirector(Redirect.appendTo(log(directory).toFile()))
                .setLocaleConfig("locale", "C")
                .setPGStartupWait(PATIENCE)
                .setPort(port);
        SETTINGS.forEach(builder::setServerConfig);
        more.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Unpacked once a user, in a directory that is his alone: Zonky opens the one it unpacks into to everybody. */
    private static Path binaries() throws IOException {
        String user = System.getProperty("user.name");
        Path own = Path.of(System.getProperty("java.io.tmpdir"), "qbank-postgres-" + user);
        try {
            Files.createDirectory(
                    own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException unpackedBefore) {
            if (!Files.getOwner(own).getName().equals(user))
                throw new IOException(
                        own + " must belong to " + user + ", belongs to " + Files.getOwner(own), unpackedBefore);
        }
        return Files.createDirectories(own.resolve("binaries"));
    }

    private static Path log(Path directory) {
        return directory.resolve("postgres.log");
    }

    private void prepare() {
        try {
            requireOwn();
            createOwner();
            database(OWNER);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Zonky is content with any server that answers on the port. */
    private void requireOwn() {
        asSuperuser(statement -> {
            try (ResultSet row = statement.executeQuery("show data_directory")) {
                if (!row.next() || !Files.isSameFile(Path.of(row.getString(1)), data))
                    throw new PortInUseException("PostgreSQL", port());
            } catch (IOException elsewhere) {
                throw new PortInUseException("PostgreSQL", port());
            }
        });
    }

    /** An owner who is no superuser: what works for him works for a bank's database user. */
    private void createOwner() {
        asSuperuser(statement -> {
            if (!exists(statement, "select from pg_roles where rolname = '" + OWNER + "'"))
                statement.execute("create role " + OWNER + " login createdb replication password '" + OWNER + "'");
        });
    }

    private void asSuperuser(SqlWork work) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL on port " + port() + " refused", failed);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private interface SqlWork {
        void with(Statement statement) throws SQLException;
    }
}
