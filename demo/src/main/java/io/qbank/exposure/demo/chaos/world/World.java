package io.qbank.exposure.demo.chaos.world;

import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.devkit.DevPostgres;
import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.FullDisk;
import io.qbank.exposure.devkit.KafkaCluster;
import io.qbank.exposure.devkit.Ports;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.devkit.TcpProxy;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Three brokers, PostgreSQL, the networks between, and two of each service: every one a process that can be killed. Closing
 * leaves data and logs, and no process.
 */
public final class World implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final int STATE_MEBIBYTES = 256;
    /** Half of the catalogue's: each is three logs, and a transaction marks all that it touches. */
    private static final int EVENT_PARTITIONS = 4;

    private final Path directory;
    private final Path clockFile;
    private final Clock clock;
    private final KafkaCluster kafka;
    private final TcpProxy bankProxy;
    private final Fleet fleet;
    private final FullDisk disk;
    private final String token;
    private DevPostgres postgres;
    private long shift;

    private World(Path directory, KafkaCluster kafka, DevPostgres postgres) {
        this.directory = directory;
        this.kafka = kafka;
        this.postgres = postgres;
        this.clockFile = directory.resolve("clock");
        this.clock = ShiftedClock.by(List.of(clockFile));
        this.bankProxy = TcpProxy.start(Ports.free(), postgres.port());
        String secret = Secret.of(directory, Clock.systemUTC());
        Instant expires = Instant.now().plus(Duration.ofDays(2));
        this.token = Tokens.token(secret, "chaos", "admin", Samples.TENANT, expires);
        List<Instance> instances = new ArrayList<>();
        Map<String, String> environment = environment(secret);
        for (Service service : Service.values())
            for (int number = 1; number <= 2; number++)
                instances.add(new Instance(service, number, directory, clockFile, environment));
        this.disk = FullDisk.on(stateOf(instances), STATE_MEBIBYTES);
        this.fleet = Fleet.start(instances);
    }

    /**
     * Starts brokers and database, lets somebody fill the database, then starts the services and waits until all are ready.
     *
     * @param directory of this run alone
     * @param filling given the database's address as its owner
     */
    public static World open(Path directory, Filling filling) {
        CompletableFuture<DevPostgres> starting =
                CompletableFuture.supplyAsync(() -> DevPostgres.start(directory.resolve("postgres"), 0));
        KafkaCluster kafka = KafkaCluster.start(directory.resolve("kafka"));
        kafka.createTopics(Topics.all(), EVENT_PARTITIONS);
        DevPostgres postgres = starting.join();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::kill, "postgres-end"));
        filling.fill(postgres);
        World world = new World(directory, kafka, postgres);
        world.awaitReady(READY);
        return world;
    }

    /** Publishes what the bank holds. */
    @FunctionalInterface
    public interface Filling {
        void fill(DevPostgres postgres);
    }

    public Path directory() {
        return directory;
    }

    public KafkaCluster kafka() {
        return kafka;
    }

    public TcpProxy bankProxy() {
        return bankProxy;
    }

    public Fleet fleet() {
        return fleet;
    }

    /** The disk of the first counter's state. */
    public FullDisk disk() {
        return disk;
    }

    /** As an administrator of the one tenant. */
    public String token() {
        return token;
    }

    /** The time by which all services work, unless one's own clock has jumped. */
    public Clock clock() {
        return clock;
    }

    /** Moves the time of all services. */
    public void forward(Duration by) {
        shift += by.toMillis();
        ShiftedClock.shift(clockFile, shift);
    }

    /** The database as a DBA enters it, past the bad network. */
    public String superuserUrl() {
        return postgres.superuserUrl();
    }

    public void killPostgres() {
        postgres.kill();
    }

    private static Path stateOf(List<Instance> instances) {
        return instances.stream()
                .filter(each -> each.service() == Service.EXPOSURE_COUNTER)
                .findFirst()
                .map(Instance::state)
                .orElseThrow();
    }

    /** Starts a killed PostgreSQL on what it left. */
    public void restartPostgres() {
        postgres = DevPostgres.start(directory.resolve("postgres"), 0);
    }

    /**
     * Waits until every service says that it is ready.
     *
     * @throws AssertionError naming those that are not in time
     */
    public void awaitReady(Duration within) {
        Eventually.eventually(within, "all services are ready", () -> {
            List<String> late = fleet.notReady();
            if (!late.isEmpty()) throw new IllegalStateException("not ready: " + late);
            return true;
        });
    }

    @Override
    public void close() {
        DevPostgres last = postgres;
        try (kafka;
                disk;
                bankProxy) {
            fleet.close();
        } finally {
            last.kill();
        }
    }

    /**
     * As in production, but for what decides how soon the death of another is noticed: those are set to a few seconds, so
     * that a round of faults and recovery fits half a minute. Two cores carry a dozen processes, so transactions are rarer.
     */
    private Map<String, String> environment(String secret) {
        Map<String, String> all = new HashMap<>();
        all.put("KAFKA_BOOTSTRAP", kafka.proxied());
        all.put("DATABASE_URL", "postgresql://qbank:qbank@127.0.0.1:" + bankProxy.port() + "/qbank");
        all.put("APP_SECRET", secret);
        all.put("START_LIMIT_PER_MINUTE", "10000");
        all.put("SESSION_TIMEOUT_MS", "6000");
        all.put("FLUSH_INTERVAL_MS", "1000");
        all.put("JOB_LEASE_SECONDS", "5");
        all.put("CALIBRATOR_THREADS", "1");
        all.put("STREAM_THREADS", "1");
        all.put("RELAY_COMPARE_SECONDS", "10");
        all.put("MALLOC_ARENA_MAX", "2");
        return all;
    }
}
