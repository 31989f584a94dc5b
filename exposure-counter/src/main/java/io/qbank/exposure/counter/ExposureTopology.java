package io.qbank.exposure.counter;

import io.qbank.exposure.counter.control.Controls;
import io.qbank.exposure.counter.store.CacheBudget;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.stream.Completeness;
import io.qbank.exposure.counter.stream.CountMeters;
import io.qbank.exposure.counter.stream.CountProcessor;
import io.qbank.exposure.counter.stream.CountingRules;
import io.qbank.exposure.counter.stream.DriftMeters;
import io.qbank.exposure.counter.stream.DriftProcessor;
import io.qbank.exposure.counter.stream.Flow;
import io.qbank.exposure.counter.stream.ItemsProcessor;
import io.qbank.exposure.counter.stream.PoliciesProcessor;
import io.qbank.exposure.counter.stream.RekeyProcessor;
import io.qbank.exposure.counter.stream.TotalProcessor;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Clock;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * From an event to a live count.
 *
 * <pre>
 * events.qbank ── count ── rejected ──────────────────────────────► events.qbank.rejected
 *  by session   [sessions]
 *               [unsent]
 *                  └── counted ── totals ── total ── exposures ───► exposure.daily
 *                      (each tick) by exam [totals] ── sessions ──► exposure.sessions
 *                                     [unpublished] ── outcomes ──► exposure.outcomes
 *                                                └── drift ── evidence ► exposure.evidence
 *                                                 [drift-exams] alerts ► exposure.drift
 *                                                 [drift-items] starts ► commands.calibration
 * exposure.items ──── items [items], read by total and drift
 * exposure.policies ─ policies [policies], read by drift
 *
 * where events are not keyed by session:  events.qbank ── rekey ── events-by-session ── count
 * </pre>
 */
final class ExposureTopology {
    /** The topic of the differences on their way to the totals, as Kafka Streams is told it. */
    static final String TOTALS = "totals";
    /** The topic of events that came without their session as the key. */
    static final String BY_SESSION = "events-by-session";

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();
    /** The end of the year 9999, the last that a day can be written of. */
    private static final long LAST_MOMENT = 253_402_300_799_999L;

    private ExposureTopology() {}

    /** What the topology is handed by whoever runs it. */
    record Surroundings(Clock clock, Completeness completeness, CountMeters meters, DriftMeters drift) {}

    static Topology build(ExposureCounterConfig config, Surroundings around) {
        CountingRules rules = config.rules();
        Clock clock = around.clock();
        CountMeters meters = around.meters();
        Controls controls = new Controls();
        CacheBudget cache = CacheBudget.ofMegabytes(config.cacheMegabytes());
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(CounterStores.sessions(cache));
        builder.addStateStore(CounterStores.unsent());
        builder.addStateStore(CounterStores.totals(cache));
        builder.addStateStore(CounterStores.unpublished());
        builder.addStateStore(CounterStores.driftExams(cache));
        builder.addStateStore(CounterStores.driftItems(cache));
        known(builder, Topics.ITEMS, CounterStores.ITEMS, () -> new ItemsProcessor(controls, meters));
        known(builder, Topics.POLICIES, CounterStores.POLICIES, () -> new PoliciesProcessor(controls));

        KStream<byte[], byte[]> events = builder.stream(
                config.eventsTopic(),
                Consumed.with(BYTES, BYTES)
                        .withName("events")
                        .withTimestampExtractor(
                                (record, before) -> Math.max(0, Math.min(record.timestamp(), LAST_MOMENT))));

        KStream<byte[], Flow> flows = (config.keyedBySession() ? events : bySession(events))
                .process(
                        () -> new CountProcessor(rules, clock, meters),
                        Named.as("count"),
                        CounterStores.SESSIONS,
                        CounterStores.UNSENT);

        only(flows, Flow.Rejected.class, "rejected")
                .mapValues(Flow.Rejected::bytes, Named.as("rejected-bytes"))
                .to(Topics.EVENTS_REJECTED.name(), Produced.with(BYTES, BYTES).withName("rejected-sink"));

        KStream<String, Object> rows = only(flows, Flow.Counted.class, "counted")
                .mapValues(Flow.Counted::bytes, Named.as("counted-bytes"))
                .repartition(Repartitioned.<byte[], byte[]>as(TOTALS)
                        .withKeySerde(BYTES)
                        .withValueSerde(BYTES))
                .process(
                        () -> new TotalProcessor(rules, clock, meters),
                        Named.as("total"),
                        CounterStores.TOTALS,
                        CounterStores.UNPUBLISHED);

        publish(rows, "exposures", Topics.DAILY);
        publish(rows, "sessions", Topics.SESSIONS);
        publish(rows, "outcomes", Topics.OUTCOMES);

        KStream<String, Object> findings = rows.process(
                () -> new DriftProcessor(clock, around.completeness(), controls, around.drift()),
                Named.as("drift"),
                CounterStores.TOTALS,
                CounterStores.DRIFT_EXAMS,
                CounterStores.DRIFT_ITEMS);
        publish(findings, "evidence", Topics.EVIDENCE);
        publish(findings, "alerts", Topics.DRIFT);
        publish(findings, "starts", Topics.COMMANDS);
        return builder.build();
    }

    private static KStream<byte[], byte[]> bySession(KStream<byte[], byte[]> events) {
        return events.process(RekeyProcessor::new, Named.as("rekey"))
                .repartition(Repartitioned.<byte[], byte[]>as(BY_SESSION)
                        .withKeySerde(BYTES)
                        .withValueSerde(BYTES));
    }

    private static void known(
            StreamsBuilder builder,
            Topic<?> topic,
            String store,
            ProcessorSupplier<String, byte[], Void, Void> keeping) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), BYTES),
                topic.name(),
                Consumed.with(Serdes.String(), BYTES).withName(store),
                keeping);
    }

    private static <V> void publish(KStream<String, Object> rows, String name, Topic<V> topic) {
        only(rows, topic.type(), name)
                .to(topic.name(), Produced.with(Serdes.String(), topic.serde()).withName(name + "-sink"));
    }

    private static <K, V> KStream<K, V> only(KStream<K, ? super V> values, Class<V> type, String name) {
        return values.filter((key, value) -> type.isInstance(value), Named.as("if-" + name))
                .mapValues(type::cast, Named.as(name));
    }
}
