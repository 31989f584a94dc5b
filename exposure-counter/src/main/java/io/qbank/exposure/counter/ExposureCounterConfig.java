package io.qbank.exposure.counter;

import io.qbank.exposure.counter.stream.CountingRules;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.Setting;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the exposure counter is told by its environment.
 *
 * @param kafka how the cluster is reached
 * @param cacheMegabytes heap for objects of all stores together; 0 is a quarter of the largest heap
 * @param itemSeries items of an exam that have gauges of their own
 * @param commitInterval longest time between two commits; a commit also follows each flush and publication
 */
public record ExposureCounterConfig(
        KafkaClients kafka,
        String eventsTopic,
        boolean keyedBySession,
        String applicationId,
        Path stateDir,
        int threads,
        int standbyReplicas,
        int cacheMegabytes,
        Duration commitInterval,
        Duration sessionTimeout,
        CountingRules rules,
        int itemSeries,
        String httpHost,
        int httpPort) {
    static final Setting<String> BOOTSTRAP = Setting.text(
            "KAFKA_BOOTSTRAP", "localhost:9092", "Kafka brokers to start from: host:port, comma separated.");
    static final Setting<String> EVENTS =
            Setting.text("KAFKA_TOPIC_EVENTS", Topics.EVENTS.name(), "Topic of the delivery platform's events.");
    static final Setting<Boolean> KEYED = Setting.flag(
            "EVENTS_KEYED_BY_SESSION",
            true,
            "Whether events are keyed by session_id; if not, they are sent through a topic of their own that is.");
    static final Setting<String> APPLICATION_ID = Setting.text(
            "APPLICATION_ID",
            "exposure-counter",
            "Kafka Streams application id: consumer group, and prefix of internal topics; its instances share the work.");
    static final Setting<String> STATE_DIR = Setting.text(
            "STATE_DIR", "data/exposure-counter", "Directory of local state; restored from Kafka when it is lost.");
    static final Setting<Integer> THREADS =
            Setting.number("STREAM_THREADS", 2, 1, 64, "Stream threads of this instance.");
    static final Setting<Integer> STANDBYS = Setting.number(
            "STANDBY_REPLICAS", 0, 0, 8, "Copies of the state on other instances, for a faster take-over.");
    static final Setting<Integer> CACHE = Setting.number(
            "CACHE_MB",
            0,
            0,
            1_000_000,
            "Heap for sessions and counts kept in memory, in MB; 0 is a quarter of the heap.");
    static final Setting<Duration> COMMIT = Setting.millis(
            "COMMIT_INTERVAL_MS",
            2_000,
            10,
            10_000,
            "Longest time between two commits; one also follows each flush and publication.");
    static final Setting<Duration> FLUSH = Setting.millis(
            "FLUSH_INTERVAL_MS",
            250,
            10,
            600_000,
            "How often counts are sent on; they are published half of it later, after very many rows up to a second more.");
    static final Setting<Duration> SESSION_TIMEOUT = Setting.millis(
            "SESSION_TIMEOUT_MS",
            10_000,
            1_000,
            300_000,
            "An instance not heard of for so long has died, and its work is given to others.");
    static final Setting<Integer> SESSION_ITEMS = Setting.number(
            "MAX_SESSION_ITEMS", 2_000, 1, 100_000, "Most items of one session; further ones are rejected.");
    static final Setting<Integer> ITEM_SERIES = Setting.number(
            "EXPOSURE_ITEM_SERIES",
            50,
            0,
            100_000,
            "Items of an exam that have metrics of their own: the largest shares of the cap.");
    static final Setting<String> HTTP_HOST =
            Setting.text("HTTP_HOST", "127.0.0.1", "Address on which health and metrics answer.");
    static final Setting<Integer> HTTP_PORT =
            Setting.number("HTTP_PORT", 8001, 0, 65_535, "Port of health and metrics; 0 takes a free one.");

    /** Every setting, in the order of the README's table. */
    public static final List<Setting<?>> SETTINGS = List.of(
            BOOTSTRAP,
            EVENTS,
            KEYED,
            APPLICATION_ID,
            STATE_DIR,
            THREADS,
            STANDBYS,
            CACHE,
            COMMIT,
            FLUSH,
            SESSION_TIMEOUT,
            SESSION_ITEMS,
            ITEM_SERIES,
            HTTP_HOST,
            HTTP_PORT);

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming the key, what is allowed and what was given
     */
    public static ExposureCounterConfig from(Map<String, String> environment) {
        return new ExposureCounterConfig(
                KafkaClients.of(BOOTSTRAP.in(environment), environment),
                EVENTS.in(environment),
                KEYED.in(environment),
                APPLICATION_ID.in(environment),
                Path.of(STATE_DIR.in(environment)),
                THREADS.in(environment),
                STANDBYS.in(environment),
                CACHE.in(environment),
                COMMIT.in(environment),
                SESSION_TIMEOUT.in(environment),
                new CountingRules(FLUSH.in(environment), SESSION_ITEMS.in(environment)),
                ITEM_SERIES.in(environment),
                HTTP_HOST.in(environment),
                HTTP_PORT.in(environment));
    }
}
