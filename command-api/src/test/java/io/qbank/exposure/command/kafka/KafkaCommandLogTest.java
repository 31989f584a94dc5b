package io.qbank.exposure.command.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.submit.CommandLogUnavailableException;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaCommandLogTest {
    private static final int PARTITIONS = 4;
    private final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    private final List<MockProducer<String, byte[]>> producers = new ArrayList<>();
    private final KafkaCommandLog log =
            new KafkaCommandLog(KafkaClients.plain("nowhere:9092"), "test", clock, settings -> open());

    @Test
    void beforeItIsOpenNothingIsTaken() {
        assertFalse(log.ready());
        assertFalse(log.reached());

        assertThrows(CommandLogUnavailableException.class, () -> log.append(start("job")));
    }

    @Test
    void aStartAndItsFirstStepAreOneTransaction() {
        log.doWork();

        log.append(start("job"), queued("job"));

        MockProducer<String, byte[]> producer = producers.get(0);
        assertEquals(1, producer.commitCount());
        ProducerRecord<String, byte[]> command = producer.history().get(0);
        ProducerRecord<String, byte[]> step = producer.history().get(1);
        assertEquals(Topics.COMMANDS.name(), command.topic());
        assertEquals("tenant/EXAM", command.key());
        assertEquals(clock.millis(), command.timestamp());
        assertEquals(Topics.PROGRESS.name(), step.topic());
        assertEquals("job/0/0", step.key());
        assertEquals(Progress.partition("job", PARTITIONS), step.partition());
    }

    @Test
    void afterAFailureTheNextProducerTakesOver() {
        log.doWork();
        producers.get(0).commitTransactionException = new KafkaException("gone");
        assertThrows(CommandLogUnavailableException.class, () -> log.append(start("lost"), queued("lost")));
        assertFalse(log.ready());
        assertTrue(log.reached(), "what is known is still to be told");
        assertTrue(producers.get(0).closed());

        log.doWork();
        log.append(start("kept"), queued("kept"));

        assertTrue(log.ready());
        assertEquals(2, producers.get(1).history().size());
    }

    @Test
    void aCommandTooLargeForTheBrokerIsRefusedAndDisturbsNothing() {
        log.doWork();
        CalibrationCommand.Start large = start("large", manyTopics());

        var refused = assertThrows(InvalidMessageException.class, () -> log.append(large, queued("large")));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("the command must be at most 1000000 bytes, was "));
        assertFalse(producers.get(0).transactionInFlight());
        log.append(start("small"), queued("small"));
        assertEquals(1, producers.get(0).commitCount());
    }

    @Test
    void aProducerThatCannotBeOpenedIsClosedAndTriedAgain() {
        KafkaCommandLog failing = new KafkaCommandLog(KafkaClients.plain("nowhere:9092"), "test", clock, settings -> {
            MockProducer<String, byte[]> producer = open();
            if (producers.size() == 1) producer.initTransactionException = new KafkaException("not yet");
            return producer;
        });

        assertThrows(KafkaException.class, failing::doWork);
        failing.doWork();

        assertTrue(failing.ready());
        assertTrue(producers.get(0).closed());
    }

    private MockProducer<String, byte[]> open() {
        Node node = new Node(0, "localhost", 9092);
        List<PartitionInfo> partitions = Stream.of(Topics.COMMANDS, Topics.PROGRESS)
                .flatMap(topic -> IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new PartitionInfo(topic.name(), partition, node, null, null)))
                .toList();
        Cluster cluster = new Cluster("cluster", List.of(node), partitions, java.util.Set.of(), java.util.Set.of());
        MockProducer<String, byte[]> producer =
                new MockProducer<>(cluster, true, null, new StringSerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private CalibrationCommand.Start start(String job) {
        return start(job, null);
    }

    private CalibrationCommand.Start start(String job, CalibrationParameters parameters) {
        return new CalibrationCommand.Start(
                job, "tenant", "somebody", clock.instant(), Trigger.API, job, "EXAM", parameters, null);
    }

    /** More than a megabyte that no rule of the parameters forbids. */
    private static CalibrationParameters manyTopics() {
        String topics = IntStream.range(0, 10_000)
                .mapToObj("\"%064d\":0.25"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
        return Json.read(
                "{\"topic_tau\":" + topics + ",\"topic_weights\":" + topics + "}", CalibrationParameters.class);
    }

    private Progress queued(String job) {
        return new Progress(
                job,
                0,
                0,
                "tenant",
                "EXAM",
                RunState.QUEUED,
                clock.instant(),
                clock.instant(),
                "somebody",
                Trigger.API,
                0,
                5,
                null,
                null,
                null,
                null,
                null);
    }
}
