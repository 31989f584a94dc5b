package io.qbank.exposure.calibrator;

import io.qbank.exposure.calibrator.cdc.BankAddress;
import io.qbank.exposure.calibrator.cdc.RelayConfig;
import io.qbank.exposure.calibrator.jdbc.DatabaseUrl;
import io.qbank.exposure.calibrator.kafka.KafkaConfig;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the calibrator runs with.
 *
 * @param relay of the bank's items
 * @param concurrency runs at once
 * @param threads of each run; 0 shares the cores among the runs
 * @param jobTimeout longest time an attempt may take, real time
 * @param lease how long a claim outlives its calibrator's last sign of life
 * @param maxCandidates limit of what one run simulates
 */
public record CalibratorConfig(
        KafkaConfig kafka,
        DatabaseUrl database,
        RelayConfig relay,
        int concurrency,
        int threads,
        Duration jobTimeout,
        Duration lease,
        long maxCandidates,
        String httpHost,
        int httpPort) {
    static final Setting<String> BOOTSTRAP =
            Setting.text("KAFKA_BOOTSTRAP", "localhost:9092", "Brokers to start from: host:port, comma separated.");
    static final Setting<String> TENANT = new Setting<>(
            "APP_TENANT_ID",
            "00000000-0000-0000-0000-000000000001",
            "The one tenant that is served; commands of others are passed over.",
            false,
            "1 to 64 letters, digits or . _ : -",
            text -> Require.id("APP_TENANT_ID", text));
    static final Setting<DatabaseUrl> DATABASE = new Setting<>(
            "DATABASE_URL",
            "postgresql://qbank:qbank@localhost:5432/qbank",
            "The question bank: `postgresql://`, `postgresql+psycopg2://` or `jdbc:postgresql://`, with user and password.",
            true,
            "postgresql://user:password@host:port/database, postgresql+psycopg2://… or jdbc:postgresql://…",
            DatabaseUrl::parse);
    static final Setting<Integer> CONCURRENCY =
            Setting.number("CALIBRATOR_CONCURRENCY", 1, 1, 64, "Runs at once; runs that share an item wait anyway.");
    static final Setting<Integer> THREADS = Setting.number(
            "CALIBRATOR_THREADS", 0, 0, 1024, "Threads of a run, which do not change its result; 0 shares the cores.");
    static final Setting<Integer> TIMEOUT = Setting.number(
            "JOB_TIMEOUT_SECONDS", 3_600, 1, 7 * 24 * 3_600, "Longest time a run may take before it fails.");
    static final Setting<Integer> LEASE = Setting.number(
            "JOB_LEASE_SECONDS", 30, 1, 3_600, "How long a run stays with a calibrator that gives no sign of life.");
    static final Setting<Long> MAX_CANDIDATES = new Setting<>(
            "MAX_CANDIDATES",
            "1000000000",
            "Most simulated candidates of a run, n times iters and the verifications; a larger one fails at once.",
            false,
            "a whole number in [1, 10^15]",
            text -> Require.within("MAX_CANDIDATES", Long.parseLong(text), 1, 1_000_000_000_000_000L));
    static final Setting<String> SLOT = name(
            "RELAY_SLOT",
            "Replication slot of the bank's items, created when missing; none given: named after the tenant.");
    static final Setting<String> PUBLICATION = name(
            "RELAY_PUBLICATION",
            "PostgreSQL publication of the relayed tables, created when missing, never altered; none given: named after the tenant.");
    static final Setting<Integer> COMPARE = Setting.number(
            "RELAY_COMPARE_SECONDS",
            600,
            1,
            24 * 3_600,
            "How often the topics of items and policies are compared with the bank as a whole; what somebody else deleted or wrote there is mended then.");
    static final Setting<String> HOST =
            Setting.text("HTTP_HOST", "127.0.0.1", "Address to listen on for health and metrics.");
    static final Setting<Integer> PORT =
            Setting.number("HTTP_PORT", 8002, 0, 65_535, "Port to listen on; 0 takes a free one.");

    /** Every setting, as README and {@code --help} list them. */
    public static final List<Setting<?>> SETTINGS = List.of(
            BOOTSTRAP,
            TENANT,
            DATABASE,
            CONCURRENCY,
            THREADS,
            TIMEOUT,
            LEASE,
            MAX_CANDIDATES,
            SLOT,
            PUBLICATION,
            COMPARE,
            HOST,
            PORT);

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the key, what is allowed and what was given
     */
    public static CalibratorConfig from(Map<String, String> environment) {
        KafkaConfig kafka =
                new KafkaConfig(KafkaClients.of(BOOTSTRAP.in(environment), environment), TENANT.in(environment));
        DatabaseUrl database = DATABASE.in(environment);
        BankAddress bank = new BankAddress(database.jdbc(), database.user(), database.password());
        return new CalibratorConfig(
                kafka,
                database,
                RelayConfig.of(kafka.tenantId(), bank, kafka.client())
                        .named(SLOT.in(environment), PUBLICATION.in(environment))
                        .comparedEvery(Duration.ofSeconds(COMPARE.in(environment))),
                CONCURRENCY.in(environment),
                THREADS.in(environment),
                Duration.ofSeconds(TIMEOUT.in(environment)),
                Duration.ofSeconds(LEASE.in(environment)),
                MAX_CANDIDATES.in(environment),
                HOST.in(environment),
                PORT.in(environment));
    }

    private static Setting<String> name(String key, String about) {
        return new Setting<>(
                key,
                "",
                about,
                false,
                "1 to 63 lower-case letters, digits or _",
                text -> text.isEmpty() ? text : RelayConfig.requireName(key, text));
    }
}
