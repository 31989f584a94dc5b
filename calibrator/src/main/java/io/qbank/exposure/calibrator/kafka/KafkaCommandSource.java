package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.CommandSource;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.topic.RejectionKind;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands.calibration. What cannot be read, and is not clearly another tenant's, goes to commands.calibration.rejected
 * as it came, with the reason; it is committed only after the brokers have it there.
 */
public final class KafkaCommandSource implements CommandSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCommandSource.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private final Consumer<byte[], byte[]> consumer;
    private final CommandReader reader;
    private final Rejections rejections;
    private boolean polled;

    private KafkaCommandSource(Consumer<byte[], byte[]> consumer, CommandReader reader, Rejections rejections) {
        this.consumer = consumer;
        this.reader = reader;
        this.rejections = rejections;
    }

    /** Joins the tenant's group; brokers need not be there yet. */
    public static KafkaCommandSource open(KafkaConfig config, Sender sender, Clock clock) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.COMMANDS.name()));
        return new KafkaCommandSource(consumer, new CommandReader(config.tenantId(), clock), new Rejections(sender));
    }

    /**
     * Kafka waits for a member that was killed until its session is over, 45 s by default, and so long nobody reads its
     * commands; nor does it let a new member begin. Whoever needs longer sessions on his network may set them.
     */
    static Map<String, Object> settings(KafkaConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("session.timeout.ms", "10000");
        settings.put("heartbeat.interval.ms", "3000");
        settings.putAll(config.client());
        settings.put("group.id", config.group());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "50");
        return settings;
    }

    @Override
    public List<Command> poll() {
        List<Command> commands = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
            polled = true;
            read(record).ifPresent(commands::add);
        }
        return commands;
    }

    @Override
    public void commit() {
        if (!polled) return;
        rejections.settle();
        consumer.commitSync();
        polled = false;
    }

    @Override
    public void close() {
        consumer.close();
    }

    // Whatever goes wrong with one record must not lose those that were read before it.
    private Optional<Command> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null)
                throw new InvalidMessageException(
                        RejectionKind.NOT_AN_OBJECT, null, "a command is required, was an empty record");
            return reader.read(record.value());
        } catch (InvalidMessageException invalid) {
            rejections.add(record, invalid);
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "command at {}-{}@{} broke its reader",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    unforeseen);
            rejections.add(record, new InvalidMessageException(null, "it cannot be read: " + unforeseen.getClass()));
        }
        return Optional.empty();
    }
}
