package io.qbank.exposure.calibrator;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Another service: publishes commands of one tenant and hears everything that is said about them. */
final class Conversation implements AutoCloseable {
    static final Instant REQUESTED = Instant.parse("2026-11-02T03:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private final String tenantId;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Progress> progress = new ArrayList<>();
    private final List<CommandOutcome> outcomes = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> rejected = new ArrayList<>();

    Conversation(String tenantId) {
        this.tenantId = tenantId;
        Map<String, Object> client =
                Map.of("bootstrap.servers", DevStack.shared().kafka().bootstrap());
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic :
                List.of(Topics.PROGRESS.name(), Topics.COMMAND_OUTCOMES.name(), Topics.COMMANDS_REJECTED.name()))
            for (PartitionInfo info : consumer.partitionsFor(topic))
                partitions.add(new TopicPartition(topic, info.partition()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    String tenantId() {
        return tenantId;
    }

    CalibrationCommand.Start start(String jobId, String examCode, CalibrationParameters parameters) {
        return start(jobId, examCode, parameters, Optional.empty());
    }

    CalibrationCommand.Start start(
            String jobId, String examCode, CalibrationParameters parameters, Optional<Instant> expectedEpoch) {
        return new CalibrationCommand.Start(
                id(),
                tenantId,
                "ann",
                REQUESTED,
                Trigger.SERVICE,
                jobId,
                examCode,
                parameters,
                expectedEpoch.orElse(null));
    }

    CalibrationCommand.Cancel cancel(String jobId, String examCode) {
        return new CalibrationCommand.Cancel(id(), tenantId, "bob", REQUESTED, Trigger.API, jobId, examCode);
    }

    CalibrationCommand.ControlSet set(long questionId, Double k, Double cap, Boolean locked) {
        return new CalibrationCommand.ControlSet(
                id(), tenantId, "bob", REQUESTED, Trigger.API, questionId, 1, k, cap, locked);
    }

    void publish(CalibrationCommand command) {
        publish(command.key(), Json.bytes(command));
    }

    void publish(String key, byte[] value) {
        var unused = producer.send(
                new ProducerRecord<>(Topics.COMMANDS.name(), key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    /** Waits for the run's end; gives all its steps as they were told. */
    List<Progress> untilEnd(String jobId) {
        return untilEnd(jobId, 1);
    }

    /** Waits until the run's end was told so many times; gives all its steps as they were told. */
    List<Progress> untilEnd(String jobId, long times) {
        Eventually.eventually(
                PATIENCE,
                "run " + jobId + " ends, told " + times + " times",
                () -> hear(jobId).stream()
                                .filter(step -> step.state().terminal())
                                .count()
                        >= times);
        return hear(jobId);
    }

    /** Waits for a step like that; gives it. */
    Progress until(String jobId, Predicate<Progress> like) {
        Eventually.eventually(
                PATIENCE, "a step of run " + jobId, () -> hear(jobId).stream().anyMatch(like));
        return hear(jobId).stream().filter(like).findFirst().orElseThrow();
    }

    /** Waits for as many answers to a command; gives them. */
    List<CommandOutcome> answers(String commandId, int least) {
        Eventually.eventually(
                PATIENCE,
                least + " answers to " + commandId,
                () -> answers(commandId).size() >= least);
        return answers(commandId);
    }

    CommandOutcome answer(CalibrationCommand command) {
        return answers(command.commandId(), 1).get(0);
    }

    /** Waits for a rejected record with that key. */
    ConsumerRecord<byte[], byte[]> rejection(String key) {
        Predicate<ConsumerRecord<byte[], byte[]>> mine =
                record -> record.key() != null && key.equals(new String(record.key(), StandardCharsets.UTF_8));
        Eventually.eventually(PATIENCE, "a rejection of " + key, () -> {
            listen();
            return rejected.stream().anyMatch(mine);
        });
        return rejected.stream().filter(mine).findFirst().orElseThrow();
    }

    /** What was told of a run until now. */
    List<Progress> hear(String jobId) {
        listen();
        return progress.stream().filter(step -> step.jobId().equals(jobId)).toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    static String job() {
        return Samples.unique("job");
    }

    private List<CommandOutcome> answers(String commandId) {
        listen();
        return outcomes.stream()
                .filter(outcome -> outcome.commandId().equals(commandId))
                .toList();
    }

    private void listen() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
            if (record.topic().equals(Topics.COMMANDS_REJECTED.name())) rejected.add(record);
            else if (record.topic().equals(Topics.PROGRESS.name()))
                progress.add(Json.read(record.value(), Progress.class));
            else outcomes.add(Json.read(record.value(), CommandOutcome.class));
        }
    }
}
