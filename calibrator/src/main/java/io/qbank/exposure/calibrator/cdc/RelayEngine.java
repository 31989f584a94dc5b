package io.qbank.exposure.calibrator.cdc;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium, told to do as little as possible: stream from the slot, hand over batches, and end at the first failure. It
 * takes no snapshot, keeps no offsets beyond the slot's own, alters nothing, and does not retry: all that is done by who
 * starts it, who can see the whole. Its own retries could recreate a slot that was dropped and go on as if nothing had
 * been missed, or wait for ever on one that is lost.
 */
final class RelayEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayEngine.class);

    /** Takes a batch; when it returns the batch is done for good. */
    interface Batches {
        void take(List<SourceRecord> changes) throws Exception;
    }

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final Thread thread;

    private RelayEngine(Properties settings, Batches batches) {
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((success, message, error) ->
                        ended.complete(error == null ? String.valueOf(message) : String.valueOf(error.getMessage())))
                .notifying((changes, committer) -> handOver(changes, committer, batches))
                .build();
        thread = new Thread(engine, "relay-engine");
        thread.setDaemon(true);
    }

    /** Starts to stream; the slot and the publication are there and the slot is free. */
    static RelayEngine start(RelayConfig config, List<String> tables, Batches batches) {
        RelayEngine started = new RelayEngine(settings(config, tables), batches);
        started.thread.start();
        return started;
    }

    /** Why it ended; empty while it runs. */
    Optional<String> end() {
        return Optional.ofNullable(ended.getNow(null));
    }

    /** Ends it, after the batch in hand; what is not done stays in the slot. */
    @Override
    public void close() {
        try {
            engine.close();
            thread.join(10_000);
        } catch (IOException | IllegalStateException alreadyEnding) {
            LOG.debug("the engine was ending already", alreadyEnding);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void handOver(
            List<RecordChangeEvent<SourceRecord>> changes,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
            Batches batches)
            throws InterruptedException {
        try {
            batches.take(changes.stream().map(RecordChangeEvent::record).toList());
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            throw new IllegalStateException("a batch was not relayed: " + failed.getMessage(), failed);
        }
        for (RecordChangeEvent<SourceRecord> change : changes) committer.markProcessed(change);
        committer.markBatchFinished();
    }

    private static Properties settings(RelayConfig config, List<String> tables) {
        Properties settings = new Properties();
        settings.putAll(config.bank().forDebezium());
        settings.setProperty("name", config.slot());
        settings.setProperty("topic.prefix", config.slot());
        settings.setProperty("connector.class", PostgresConnector.class.getName());
        settings.setProperty("offset.storage", MemoryOffsetBackingStore.class.getName());
        settings.setProperty("offset.flush.interval.ms", "1000");
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", config.slot());
        settings.setProperty("slot.max.retries", "3");
        settings.setProperty("slot.retry.delay.ms", "1000");
        settings.setProperty("publication.name", config.publication());
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty(
                "table.include.list",
                tables.stream()
                        .map(name -> name.replace("\"", ""))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(",")));
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("lsn.flush.mode", "connector_and_driver");
        settings.setProperty("poll.interval.ms", "10");
        settings.setProperty("max.batch.size", "8192");
        settings.setProperty("max.queue.size", "32768");
        settings.setProperty("tombstones.on.delete", "false");
        settings.setProperty("skipped.operations", "none"); // a truncated table is a change too
        settings.setProperty("heartbeat.interval.ms", "2000"); // lets the slot advance while only other tables change
        settings.setProperty("status.update.interval.ms", "2000");
        settings.setProperty("errors.max.retries", "0");
        settings.setProperty("task.management.timeout.ms", "8000");
        return settings;
    }
}
