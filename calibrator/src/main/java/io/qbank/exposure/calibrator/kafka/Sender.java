package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.calibrator.job.PortException;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calibrator's one producer. Times come from the clock it is handed. What the brokers do not take is a passing failure,
 * unless it is too large. Thread-safe.
 */
public final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration CONFIRM = Duration.ofSeconds(30);
    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final long PARTITIONS_KEPT_NS = Duration.ofMinutes(1).toNanos();
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final Map<String, Partitions> partitions = new ConcurrentHashMap<>();
    private volatile boolean troubled;

    private record Partitions(int count, long asked) {}

    Sender(Producer<byte[], byte[]> producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /** Opens it; brokers need not be there yet. */
    public static Sender open(KafkaConfig config, Clock clock) {
        Map<String, Object> settings = new HashMap<>(config.client());
        settings.put("client.id", "calibrator-" + config.tenantId());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "0");
        settings.put("max.block.ms", Long.toString(BLOCK.toMillis()));
        settings.put("max.request.size", Integer.toString(Topics.LARGE));
        // The JDK has it: no native library to unpack. Reports are text that shrinks to a fifth.
        settings.put("compression.type", "gzip");
        return new Sender(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), clock);
    }

    /** Whether the brokers did not take the latest record of which is known what became of it. */
    boolean troubled() {
        return troubled;
    }

    /** Sends under a text key, to the key's partition. */
    Future<RecordMetadata> send(String topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic, null, clock.millis(), utf8(key), value));
    }

    /** Sends to a partition chosen out of the number of the topic's partitions. */
    Future<RecordMetadata> send(String topic, Partitioner partition, String key, byte[] value) {
        int chosen = partition.of(partitions(topic));
        return send(new ProducerRecord<>(topic, chosen, clock.millis(), utf8(key), value));
    }

    /** Sends original bytes with headers. */
    Future<RecordMetadata> send(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return send(new ProducerRecord<>(topic, null, clock.millis(), key, value, headers));
    }

    /**
     * Waits until the brokers have it.
     *
     * @throws RecordTooLargeException if it never will be taken
     * @throws PortException if they did not take it, or not in time
     */
    static void confirm(Future<RecordMetadata> sent) {
        try {
            sent.get(CONFIRM.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw passing(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RecordTooLargeException tooLarge) throw tooLarge;
            throw passing(failed);
        } catch (TimeoutException late) {
            throw passing(late);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }

    /** Chooses a partition. */
    @FunctionalInterface
    interface Partitioner {
        int of(int partitions);
    }

    // Asking blocks while brokers are away: an older answer serves as well, their number hardly ever changes.
    private int partitions(String topic) {
        Partitions known = partitions.get(topic);
        if (known != null && (troubled || System.nanoTime() - known.asked() < PARTITIONS_KEPT_NS)) return known.count();
        try {
            Partitions asked = new Partitions(producer.partitionsFor(topic).size(), System.nanoTime());
            partitions.put(topic, asked);
            return asked.count();
        } catch (KafkaException | IllegalStateException unreachable) {
            troubled = true;
            if (known != null) return known.count();
            throw passing(unreachable);
        }
    }

    // A closed producer answers with IllegalStateException: that happens while this process stops, and another goes on.
    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record, (taken, failure) -> {
                troubled = failure != null && !(failure instanceof RecordTooLargeException);
                if (failure != null) LOG.warn("a record for {} was not taken", record.topic(), failure);
            });
        } catch (KafkaException | IllegalStateException unreachable) {
            troubled = true;
            throw passing(unreachable);
        }
    }

    private static PortException passing(Exception failure) {
        return new PortException("the brokers did not take a record: " + failure, failure, false);
    }

    private static byte[] utf8(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
