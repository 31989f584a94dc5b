package io.qbank.exposure.command.kafka;

import io.qbank.exposure.command.submit.CommandLog;
import io.qbank.exposure.command.submit.CommandLogUnavailableException;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.service.Duty;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Commands on the broker, one transaction a command: the start and its {@code queued} are seen together or not at all. As a
 * {@link Duty} it opens the producer, and opens it anew after a failure, so that an API that starts before its broker
 * becomes ready by itself. Thread-safe; transactions take turns.
 */
public final class KafkaCommandLog implements CommandLog, Duty, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PATIENCE_MS = (int) PATIENCE.toMillis();
    /** Of key and value; what is left of Kafka's default limit of one MiB is for the batch around them. */
    static final int MOST_BYTES = 1_000_000;

    private final Function<Map<String, Object>, Producer<String, byte[]>> factory;
    private final Map<String, Object> settings;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable Producer<String, byte[]> open;
    private volatile boolean reached;

    /**
     * @param instanceId unique among all instances: two with one name would fence each other for ever
     * @param clock gives the records their time
     */
    public KafkaCommandLog(KafkaClients kafka, String instanceId, Clock clock) {
        this(kafka, instanceId, clock, KafkaProducer::new);
    }

    KafkaCommandLog(
            KafkaClients kafka,
            String instanceId,
            Clock clock,
            Function<Map<String, Object>, Producer<String, byte[]>> factory) {
        this.factory = factory;
        this.clock = clock;
        Map<String, Object> own = Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "command-api-log-" + instanceId),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "command-api-" + instanceId),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                // A killed instance's open transaction hides what follows it from readers for at most this long.
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * PATIENCE_MS),
                // A transaction that follows at once waits for the markers of the one before: look often.
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS - 1_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS),
                Map.entry(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false));
        Map<String, Object> all = new HashMap<>(kafka.settings());
        all.putAll(own);
        settings = Map.copyOf(all);
    }

    /** Whether commands can be taken. */
    public boolean ready() {
        return open != null;
    }

    /** Whether the brokers have been reached since the start. */
    public boolean reached() {
        return reached;
    }

    /** Opens the producer when there is none. */
    @Override
    public int doWork() {
        if (open != null) return 0;
        Producer<String, byte[]> fresh = factory.apply(settings);
        try {
            fresh.initTransactions();
            fresh.partitionsFor(Topics.PROGRESS.name());
            fresh.partitionsFor(Topics.COMMANDS.name());
            open = fresh;
            reached = true;
            return 1;
        } finally {
            if (open != fresh) fresh.close(Duration.ZERO);
        }
    }

    @Override
    public void append(CalibrationCommand command) {
        transaction(producer -> List.of(record(command)));
    }

    @Override
    public void append(CalibrationCommand.Start start, Progress queued) {
        transaction(producer -> List.of(
                record(start),
                record(queued, producer.partitionsFor(Topics.PROGRESS.name()).size())));
    }

    @Override
    public void close() {
        Producer<String, byte[]> last = open;
        open = null;
        if (last != null) last.close(PATIENCE);
    }

    private void transaction(Function<Producer<String, byte[]>, List<ProducerRecord<String, byte[]>>> records) {
        boolean mine = false;
        try {
            mine = turn.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
            Producer<String, byte[]> producer = open;
            if (!mine || producer == null)
                throw new CommandLogUnavailableException("the command log cannot be reached; try again", null);
            List<ProducerRecord<String, byte[]>> measured = records.apply(producer);
            measured.forEach(KafkaCommandLog::requireSendable);
            commit(producer, measured);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandLogUnavailableException("the service is stopping", interrupted);
        } catch (KafkaException broken) {
            throw new CommandLogUnavailableException(
                    "it is not known whether the command was accepted; asking again with the same Idempotency-Key is safe",
                    broken);
        } finally {
            if (mine) turn.unlock();
        }
    }

    /** Told before a transaction begins: one that a record is too large for could only be given up, with its producer. */
    private static void requireSendable(ProducerRecord<String, byte[]> record) {
        int bytes = record.key().getBytes(StandardCharsets.UTF_8).length + record.value().length;
        if (bytes > MOST_BYTES)
            throw new InvalidMessageException(
                    "body", "the command must be at most " + MOST_BYTES + " bytes, was " + bytes);
    }

    private void commit(Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        try {
            producer.beginTransaction();
            List<Future<?>> sent =
                    records.stream().<Future<?>>map(producer::send).toList();
            producer.commitTransaction(); // flushes, and throws what any of the sends ran into
            assert sent.stream().allMatch(Future::isDone);
        } catch (KafkaException broken) {
            // Aborted or committed, the next producer of this name settles it; the duty opens that one.
            open = null;
            producer.close(Duration.ZERO);
            throw broken;
        }
    }

    private ProducerRecord<String, byte[]> record(CalibrationCommand command) {
        return new ProducerRecord<>(Topics.COMMANDS.name(), null, clock.millis(), command.key(), Json.bytes(command));
    }

    private ProducerRecord<String, byte[]> record(Progress step, int partitions) {
        return new ProducerRecord<>(
                Topics.PROGRESS.name(),
                Progress.partition(step.jobId(), partitions),
                clock.millis(),
                step.key(),
                Json.bytes(step));
    }
}
