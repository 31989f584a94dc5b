package io.qbank.exposure.command;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what one tenant's API wrote, committed transactions only, as the calibrator would. One thread. */
final class CommandReader implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
    private final KafkaConsumer<String, byte[]> consumer;
    private final String tenant;
    private final Queue<CalibrationCommand> commands = new ArrayDeque<>();
    private final Map<String, Progress> steps = new HashMap<>();

    private CommandReader(KafkaConsumer<String, byte[]> consumer, String tenant) {
        this.consumer = consumer;
        this.tenant = tenant;
    }

    static CommandReader open(String tenant) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        DevStack.shared().kafka().bootstrap(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(java.util.stream.Stream.of(Topics.COMMANDS, Topics.PROGRESS)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        return new CommandReader(consumer, tenant);
    }

    /** The next command of a kind for an exam or item; others before it are passed over. */
    <C extends CalibrationCommand> C next(Class<C> kind, String keyEnd) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            while (!commands.isEmpty()) {
                CalibrationCommand command = commands.remove();
                if (kind.isInstance(command) && command.key().endsWith('/' + keyEnd)) return kind.cast(command);
            }
            poll();
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    /** The last step of a job. */
    Progress step(String jobId) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!steps.containsKey(jobId) && System.nanoTime() < deadline) poll();
        return steps.get(jobId);
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (record.topic().equals(Topics.COMMANDS.name())) {
                CalibrationCommand command = Json.read(record.value(), CalibrationCommand.class);
                if (command.tenantId().equals(tenant)) commands.add(command);
            } else {
                Progress step = Json.read(record.value(), Progress.class);
                steps.put(step.jobId(), step);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
