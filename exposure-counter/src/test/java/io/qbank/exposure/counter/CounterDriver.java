package io.qbank.exposure.counter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.counter.live.LiveNumbers;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.store.SessionStore;
import io.qbank.exposure.counter.stream.CountMeters;
import io.qbank.exposure.counter.stream.DriftMeters;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.devkit.Scratch;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker: play events, let a tick pass, read the latest rows. */
final class CounterDriver implements AutoCloseable {
    static final String TENANT = Samples.TENANT;
    static final String EXAM = "EXAM";
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final LocalDate DAY = LocalDate.parse("2026-03-10");

    final ManualClock clock;
    private final Scratch state;
    private final TopologyTestDriver driver;
    private final MeterRegistry registry;
    private final LiveNumbers live;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<String, byte[]> items;
    private final TestInputTopic<String, byte[]> policies;
    private final Map<String, Object> latest = new HashMap<>();

    private CounterDriver(
            Scratch state, TopologyTestDriver driver, ManualClock clock, MeterRegistry registry, LiveNumbers live) {
        this.state = state;
        this.driver = driver;
        this.clock = clock;
        this.registry = registry;
        this.live = live;
        events = driver.createInputTopic(Topics.EVENTS.name(), new ByteArraySerializer(), new ByteArraySerializer());
        items = driver.createInputTopic(Topics.ITEMS.name(), new StringSerializer(), new ByteArraySerializer());
        policies = driver.createInputTopic(Topics.POLICIES.name(), new StringSerializer(), new ByteArraySerializer());
    }

    static CounterDriver start() {
        return start(Map.of());
    }

    static CounterDriver start(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>(environment);
        Scratch state = Scratch.named("counter-test-");
        settings.put("STATE_DIR", state.directory().toString());
        ExposureCounterConfig config = ExposureCounterConfig.from(settings);
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(config));
        ManualClock clock = ManualClock.at(NOON);
        MeterRegistry registry = new SimpleMeterRegistry();
        CountMeters meters = new CountMeters(registry);
        ExposureTopology.Surroundings around =
                new ExposureTopology.Surroundings(clock, moment -> true, meters, new DriftMeters(registry));
        Topology topology = ExposureTopology.build(config, around);
        return new CounterDriver(
                state,
                new TopologyTestDriver(topology, properties, NOON),
                clock,
                registry,
                new LiveNumbers(meters.live(), clock, config.itemSeries(), registry));
    }

    /** Plays an event that arrives when it occurred. */
    CounterDriver play(QbankEvent event) {
        return play(event, event.occurredAt());
    }

    /** Plays an event that arrives at a moment. */
    CounterDriver play(QbankEvent event, Instant arrives) {
        return play(event.sessionId(), Json.bytes(event), arrives);
    }

    /** Plays any record. */
    CounterDriver play(String key, byte[] value, Instant arrives) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return play(keyBytes, value, arrives.toEpochMilli());
    }

    /** Plays any bytes. */
    CounterDriver play(byte[] key, byte[] value, long arrives) {
        events.pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(arrives)));
        return this;
    }

    /** What the bank says of an item; null takes it back. */
    CounterDriver item(long questionId, ItemState state) {
        items.pipeInput(Keys.item(TENANT, questionId, 1), state == null ? null : Json.bytes(state));
        return this;
    }

    /** What the exam does when it drifts. */
    CounterDriver policy(ExamPolicy policy) {
        policies.pipeInput(Keys.exam(policy.tenantId(), policy.examCode()), Json.bytes(policy));
        return this;
    }

    /** Lets the days that are over close. */
    CounterDriver look() {
        tick();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        return this;
    }

    /** Lets a minute pass, after which late events and open days are looked at. */
    CounterDriver review() {
        tick();
        for (int second = 0; second < 60; second++) driver.advanceWallClockTime(Duration.ofSeconds(1));
        return this;
    }

    /** Drops what went to changelogs: the driver commits after each record and would keep it all. */
    CounterDriver dropChangelogs() {
        driver.producedTopicNames().stream()
                .filter(topic -> topic.endsWith("-changelog"))
                .forEach(topic -> driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList());
        return this;
    }

    /** Lets counts be sent on, and then be published. */
    CounterDriver tick() {
        return tick(Duration.ofMillis(250));
    }

    /** The same where flushes are more frequent, so that less time passes. */
    CounterDriver tick(Duration flushInterval) {
        driver.advanceWallClockTime(flushInterval);
        driver.advanceWallClockTime(flushInterval);
        return this;
    }

    /** Lets the sweeper pass. */
    CounterDriver sweep() {
        for (int i = 0; i < 5; i++) driver.advanceWallClockTime(Duration.ofSeconds(1));
        return this;
    }

    long exposures(long questionId, LocalDate day) {
        DailyExposure row = daily(questionId, day);
        return row == null ? 0 : row.exposures();
    }

    DailyExposure daily(long questionId, LocalDate day) {
        return latest(Topics.DAILY, Keys.itemDay(TENANT, EXAM, questionId, 1, day));
    }

    DailySessions sessions(LocalDate day) {
        return latest(Topics.SESSIONS, Keys.examDay(TENANT, EXAM, day));
    }

    DailyOutcomes outcomes(String tenant, String exam, LocalDate day) {
        return latest(Topics.OUTCOMES, Keys.examDay(tenant, exam, day));
    }

    DailyOutcomes outcomes(LocalDate day) {
        return outcomes(TENANT, EXAM, day);
    }

    /** Brings the gauges up to date, as a scrape does. */
    CounterDriver scrape() {
        live.refresh(driver.getKeyValueStore(CounterStores.ITEMS));
        return this;
    }

    /** The value of a gauge of the exam, or null if there is no such series. */
    Double gauge(String name, String... labels) {
        Gauge gauge = registry.find(name).tags(labels).gauge();
        return gauge == null ? null : gauge.value();
    }

    /** What the counters with these labels have counted together. */
    double count(String name, String... labels) {
        return registry.find(name).tags(labels).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** How many series a gauge has. */
    int series(String name) {
        return registry.find(name).gauges().size();
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return driver.createOutputTopic(
                        Topics.EVENTS_REJECTED.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    <V> List<TestRecord<String, V>> written(Topic<V> topic) {
        return driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), topic.serde().deserializer())
                .readRecordsToList();
    }

    long storedSessions() {
        long entries = 0;
        SessionStore sessions = (SessionStore) driver.getAllStateStores().get(CounterStores.SESSIONS);
        try (var stored = sessions.wrapped().all()) {
            for (; stored.hasNext(); stored.next()) entries++;
        }
        return entries;
    }

    @Override
    public void close() {
        try (state) {
            driver.close();
        }
    }

    private <V> V latest(Topic<V> topic, String key) {
        written(topic).forEach(record -> latest.put(topic.name() + record.key(), record.value()));
        return topic.type().cast(latest.get(topic.name() + key));
    }
}
