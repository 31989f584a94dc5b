package io.qbank.exposure.command.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.command.view.View;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.service.Duty;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.kstream.Consumed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the views: Kafka Streams with nothing but global stores, so that every instance reads all partitions of all topics,
 * needs no group, and answers everything. As a {@link Duty} it starts Streams and starts it anew when it has died, with
 * topics missing, say, or a broker that lost its data: reading from the beginning once more does the views no harm.
 */
public final class ViewFeed implements Duty, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Properties settings;
    private final Supplier<Topology> topology;
    private volatile @Nullable KafkaStreams streams;
    private volatile boolean caughtUp;

    /** @param tenantId whose records are shown; those of others are passed over */
    public ViewFeed(KafkaClients kafka, String instanceId, String tenantId, Views views, MeterRegistry registry) {
        settings = settings(kafka, instanceId);
        topology = () -> topology(tenantId, views, registry);
    }

    /** One store a topic; see {@link Topics} for who writes what. */
    static Topology topology(String tenantId, Views views, MeterRegistry registry) {
        Stores stores = new Stores(new StreamsBuilder(), tenantId, views, registry);
        stores.add(Topics.ITEMS, ItemState::tenantId, views.items());
        stores.add(Topics.POLICIES, ExamPolicy::tenantId, views.policies());
        stores.add(Topics.PROGRESS, Progress::tenantId, views.runs());
        stores.add(Topics.COMMAND_OUTCOMES, CommandOutcome::tenantId, views.outcomes());
        stores.add(Topics.DRIFT, DriftEvent::tenantId, views.drift());
        stores.addUnread(Topics.EVIDENCE.name(), views.evidence());
        stores.add(Topics.SESSIONS, DailySessions::tenantId, views.daily()::sessions);
        stores.add(Topics.DAILY, DailyExposure::tenantId, views.daily()::exposure);
        return stores.builder.build();
    }

    /** Whether everything that was there at the start has been read. */
    public boolean ready() {
        KafkaStreams current = streams;
        return current != null && current.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether everything that was there has been read once; what is known stays while it is read anew. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Starts Streams when it does not run; returns once it has caught up. */
    @Override
    public int doWork() {
        KafkaStreams current = streams;
        if (current != null && current.state().isRunningOrRebalancing()) return 0;
        if (current != null) {
            LOG.warn("the views are no longer fed ({}); reading everything anew", current.state());
            current.close(PATIENCE);
        }
        KafkaStreams fresh = new KafkaStreams(topology.get(), settings);
        streams = fresh;
        fresh.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) caughtUp = true;
        });
        fresh.start();
        return 1;
    }

    @Override
    public void close() {
        KafkaStreams last = streams;
        streams = null;
        if (last != null) last.close(PATIENCE);
    }

    private static Properties settings(KafkaClients kafka, String instanceId) {
        Properties settings = new Properties();
        settings.putAll(kafka.settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "command-api-" + instanceId);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // One record that a view cannot bear must not take the others away.
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        return settings;
    }

    /** The topology as it grows. */
    private record Stores(StreamsBuilder builder, String tenantId, Views views, MeterRegistry registry) {
        <T> void add(Topic<T> topic, Function<T, String> tenantOf, View<T> view) {
            View<T> ours = (key, value) -> {
                boolean mine = value == null
                        ? key.startsWith(tenantId + '/')
                        : tenantOf.apply(value).equals(tenantId);
                if (mine) view.apply(key, value);
            };
            add(new ViewStore.Builder<>(topic.name(), bytes -> Json.read(bytes, topic.type()), ours));
        }

        /** For a view that reads a record when it is asked for it; its key alone tells the tenant. */
        void addUnread(String topic, View<byte[]> view) {
            add(new ViewStore.Builder<>(topic, bytes -> bytes, (key, value) -> {
                if (key.startsWith(tenantId + '/')) view.apply(key, value);
            }));
        }

        private <T> void add(ViewStore.Builder<T> store) {
            builder.addGlobalStore(
                    store,
                    store.name(),
                    Consumed.with(Serdes.String(), Serdes.ByteArray()),
                    () -> new ViewProcessor<T>(store.name(), views.changes(), registry));
        }
    }
}
