package io.qbank.exposure.demo.story;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.CalibratorConfig;
import io.qbank.exposure.calibrator.CalibratorMain;
import io.qbank.exposure.calibrator.cli.MigrateCommand;
import io.qbank.exposure.calibrator.cli.TopicsCommand;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.command.CommandApiMain;
import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.demo.RollbackCommand;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import io.qbank.exposure.demo.candidates.Crowd;
import io.qbank.exposure.demo.candidates.Pace;
import io.qbank.exposure.demo.candidates.Recount;
import io.qbank.exposure.demo.candidates.Timetable;
import io.qbank.exposure.devkit.DevCertificate;
import io.qbank.exposure.devkit.DevPostgres;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.devkit.SecuredKafka;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The whole house where nothing is open: Kafka with TLS, SCRAM and an authorizer that knows only what docs/SECURITY.md lists,
 * PostgreSQL with TLS and a role that may not change tables, prepared by etc/owner.sql.
 */
class SecuredHouseIT {
    private static final String SECRET = "a-secret-of-a-test-and-of-nothing-else";
    private static final String PASSWORD = "for-tests-only";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SESSIONS = 40;

    @TempDir
    private Path directory;

    @Test
    void aCalibrationAndCountsPassWithExactlyTheDocumentedRightsAndNothingElseIsAllowed() throws Exception {
        DevCertificate certificate = DevCertificate.in(directory.resolve("postgres-tls"));
        CompletableFuture<DevPostgres> starting = CompletableFuture.supplyAsync(
                () -> DevPostgres.startWithTls(directory.resolve("postgres"), certificate));
        try (SecuredKafka kafka = SecuredKafka.start(directory.resolve("kafka"));
                DevPostgres postgres = starting.get()) {
            prepareDatabase(postgres);
            prepareKafka(kafka);
            Map<String, String> database = Map.of(
                    "DATABASE_URL",
                    "postgresql://qbank_service:" + PASSWORD + "@127.0.0.1:" + postgres.port()
                            + "/qbank?sslmode=verify-full&sslrootcert=" + certificate.authority(),
                    "RELAY_PUBLICATION",
                    "qbank_exposure");
            CalibratorConfig calibrator = CalibratorConfig.from(environment(kafka, "calibrator", database));
            ExposureCounterConfig counter = ExposureCounterConfig.from(environment(
                    kafka,
                    "exposure-counter",
                    Map.of("STATE_DIR", directory.resolve("state").toString())));
            CommandApiConfig commands =
                    CommandApiConfig.from(environment(kafka, "command-api", Map.of("APP_SECRET", SECRET)));
            Clock clock = Clock.systemUTC();
            try (RunningService one =
                            RunningService.start("calibrator", stop -> CalibratorMain.run(calibrator, clock, stop));
                    RunningService two = RunningService.start(
                            "exposure-counter", stop -> ExposureCounterMain.run(counter, clock, stop));
                    RunningService three =
                            RunningService.start("command-api", stop -> CommandApiMain.run(commands, clock, stop))) {
                List<RunningService> all = List.of(one, two, three);
                awaitReady(all, calibrator.httpPort(), counter.httpPort(), commands.port());

                String token = Tokens.token(
                        SECRET, "test", "admin", Samples.TENANT, Instant.now().plus(1, ChronoUnit.HOURS));
                Api api = new Api(URI.create("http://127.0.0.1:" + commands.port()), token);
                CalibrationOverHttp.Finished run =
                        new CalibrationOverHttp(api).run(DemoOptions.CALIBRATION, status -> {});
                Recount sent = play(kafka);

                assertEquals(
                        Samples.pool().size(),
                        run.status().path("result").path("updated").asInt());
                LocalDate first = sent.sessions().keySet().iterator().next();
                Patience.until(PATIENCE, () -> {
                    all.forEach(RunningService::requireAlive);
                    return Observed.daily(api, first, first.plusDays(1)).differsFrom(sent);
                });
                assertEncrypted(postgres);
                assertNotAllowed(kafka);
                assertRolledBack(postgres, api.base(), token, run.jobId());
            }
        }
    }

    private static void prepareDatabase(DevPostgres postgres) throws Exception {
        CommandLine migrate = new CommandLine(new MigrateCommand(Map.of("DATABASE_URL", postgres.url())));
        assertEquals(0, migrate.execute());
        execute(postgres.superuserUrl(), Files.readString(Path.of("..", "etc", "owner.sql")));
        execute(postgres.superuserUrl(), "alter role qbank_service password '" + PASSWORD + "'");
        try (Bank bank = Bank.open(postgres.url())) {
            assertEquals(Samples.pool().size(), bank.publish(DemoOptions.EXAM, DemoPool.items()));
        }
    }

    private static void prepareKafka(SecuredKafka kafka) throws Exception {
        CommandLine topics = new CommandLine(
                new TopicsCommand(Map.of("KAFKA_BOOTSTRAP", kafka.unsecured().bootstrap())));
        assertEquals(0, topics.execute("--partitions", "2", "--replication", "1"));
        for (String service : List.of("calibrator", "exposure-counter", "command-api", "delivery")) {
            kafka.addUser(service, PASSWORD);
            assertTrue(DocumentedAcls.grant(kafka, service, Samples.TENANT) > 1, service);
        }
    }

    private static Map<String, String> environment(SecuredKafka kafka, String user, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(kafka.environment(user, PASSWORD));
        environment.putAll(own);
        environment.put("HTTP_PORT", Integer.toString(Ports.free()));
        return environment;
    }

    private static void awaitReady(List<RunningService> services, int... ports) throws InterruptedException {
        Patience.until(PATIENCE, () -> {
            services.forEach(RunningService::requireAlive);
            for (int port : ports)
                if (!Api.answers(URI.create("http://127.0.0.1:" + port + "/health/ready")))
                    return Optional.of("port " + port + " is not ready");
            return Optional.empty();
        });
    }

    private static Recount play(SecuredKafka kafka) throws InterruptedException {
        Recount recount = new Recount();
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS);
        Timetable timetable = new Timetable(start, Duration.ofMinutes(1), SESSIONS);
        Crowd crowd = new Crowd(
                KafkaClients.of(kafka.bootstrap(), kafka.environment("delivery", PASSWORD)),
                Topics.EVENTS,
                new Crowd.Exam(Samples.TENANT, DemoOptions.EXAM, DemoOptions.LENGTH, DemoOptions.DUPLICATES, 0));
        crowd.play("secured", timetable, 1, Pace.unlimited(), recount);
        assertEquals(
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                recount.sessions().keySet().iterator().next());
        return recount;
    }

    private static void assertEncrypted(DevPostgres postgres) throws SQLException {
        String sessions =
                "select count(*), count(*) filter (where ssl) from pg_stat_ssl join pg_stat_activity using (pid)"
                        + " where usename = 'qbank_service'";
        try (Connection connection = DriverManager.getConnection(postgres.superuserUrl());
                ResultSet row = connection.createStatement().executeQuery(sessions)) {
            row.next();
            assertTrue(row.getInt(1) >= 3, "pool, relay and lease");
            assertEquals(row.getInt(1), row.getInt(2));
        }
    }

    private static void assertRolledBack(DevPostgres postgres, URI api, String token, String jobId)
            throws SQLException {
        assertTrue(controlled(postgres) > 0, "the run has set k");
        CommandLine rollback = new CommandLine(new RollbackCommand());

        assertEquals(0, rollback.execute("--job-id", jobId, "--url", api.toString(), "--token", token));

        eventually(PATIENCE, "what held before the run holds again", () -> controlled(postgres) == 0);
        assertEquals(
                1,
                rollback.execute("--job-id", jobId, "--url", api.toString(), "--token", token),
                "a second one is refused, which takes rights of its own");
    }

    private static int controlled(DevPostgres postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.superuserUrl());
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select count(*) from item_exposure_control where sh_p < 1 or cap is not null")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void assertNotAllowed(SecuredKafka kafka) {
        assertRefused(kafka, "exposure-counter", Topics.ITEMS.name());
        assertRefused(kafka, "exposure-counter", Topics.PROGRESS.name());
        assertRefused(kafka, "calibrator", Topics.EVENTS.name());
        assertRefused(kafka, "calibrator", Topics.DAILY.name());
        assertRefused(kafka, "command-api", Topics.ITEMS.name());
        assertRefused(kafka, "command-api", Topics.DAILY.name());
    }

    private static void assertRefused(SecuredKafka kafka, String user, String topic) {
        Map<String, String> environment = kafka.environment(user, PASSWORD);
        Map<String, Object> settings =
                new HashMap<>(KafkaClients.of(kafka.bootstrap(), environment).settings());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>(topic, "key", "value"))
                            .get(60, TimeUnit.SECONDS),
                    user + " writes " + topic);
            assertInstanceOf(TopicAuthorizationException.class, refused.getCause(), user + " writes " + topic);
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
