package io.qbank.exposure.counter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.qbank.exposure.counter.live.LiveNumbers;
import io.qbank.exposure.counter.live.RestoreProgress;
import io.qbank.exposure.counter.live.StreamNumbers;
import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.counter.stream.CountMeters;
import io.qbank.exposure.counter.stream.DriftMeters;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka Streams, running. A thread that dies is replaced, since most causes pass; when that happens too often the
 * application gives up and is no longer live, so that whoever watches starts it anew. Closing leaves the group at once, so
 * that others take over without waiting.
 */
final class CountingApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CountingApp.class);
    private static final int REPLACED_THREADS = 20;
    /** After so long without a death it begins to count anew. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final CaughtUp caughtUp;
    private final LiveNumbers exposure;
    private final StreamNumbers stream;

    private CountingApp(
            KafkaStreams streams,
            KafkaStreamsMetrics metrics,
            CaughtUp caughtUp,
            LiveNumbers exposure,
            StreamNumbers stream) {
        this.streams = streams;
        this.metrics = metrics;
        this.caughtUp = caughtUp;
        this.exposure = exposure;
        this.stream = stream;
    }

    static CountingApp start(ExposureCounterConfig config, Clock clock, MeterRegistry registry) {
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(config));
        CaughtUp caughtUp = CaughtUp.start(config, clock);
        CountMeters meters = new CountMeters(registry);
        ExposureTopology.Surroundings around =
                new ExposureTopology.Surroundings(clock, caughtUp, meters, new DriftMeters(registry));
        KafkaStreams streams = new KafkaStreams(ExposureTopology.build(config, around), properties);
        streams.setUncaughtExceptionHandler(new Replacing());
        streams.setStateListener((now, before) -> LOG.info("{} after {}", now, before));
        streams.setGlobalStateRestoreListener(new RestoreProgress(registry));
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(registry);
        streams.start();
        return new CountingApp(
                streams,
                metrics,
                caughtUp,
                new LiveNumbers(meters.live(), clock, config.itemSeries(), registry),
                new StreamNumbers(registry));
    }

    /** False when it has given up. */
    boolean live() {
        KafkaStreams.State state = streams.state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
    }

    /** Whether it counts. */
    boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Brings the gauges up to date; while it starts or ends those of items stay as they are. */
    void refreshGauges() {
        stream.refresh(streams.metrics().values());
        try {
            exposure.refresh(streams.store(StoreQueryParameters.fromNameAndType(
                    CounterStores.ITEMS, QueryableStoreTypes.<String, byte[]>keyValueStore())));
        } catch (InvalidStateStoreException notNow) {
            LOG.debug("items cannot be looked at now", notNow);
        }
    }

    @Override
    public void close() {
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE));
        if (!closed) LOG.warn("Kafka Streams did not stop within {} s", CLOSE.toSeconds());
        metrics.close();
        caughtUp.close();
    }

    /** Stream threads that die call it one at a time or at once, so it is synchronized. Real time: the world is broken. */
    private static final class Replacing implements StreamsUncaughtExceptionHandler {
        private int died;
        private long lastDied = System.nanoTime();

        @Override
        public synchronized StreamThreadExceptionResponse handle(Throwable broken) {
            long now = System.nanoTime();
            if (now - lastDied > QUIET.toNanos()) died = 0;
            lastDied = now;
            died++;
            boolean again = died <= REPLACED_THREADS;
            LOG.error("a stream thread died and is {}", again ? "replaced" : "not replaced any more", broken);
            return again ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
    }
}
