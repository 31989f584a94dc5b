package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.counter.decode.Mutations;
import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Counts are exact on a real broker: several partitions, disorder, midnight, restarts, SIGKILL. */
class ExactCountIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
    /** With key and framing a megabyte, the most that a topic and its producers take by default. */
    private static final int LARGEST_VALUE = (1 << 20) - 1_100;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void countsEqualARecountItemByItem() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 1).sessions(500, 15, MIDNIGHT);
            harness.start();

            harness.produce(traffic.records);

            harness.await(PATIENCE, traffic);
        }
    }

    @Test
    void aRestartInTheMiddleChangesNothing() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 2).sessions(500, 15, MIDNIGHT);
            List<ProducerRecord<byte[], byte[]>> records = traffic.records;
            Harness.Running first = harness.start();
            harness.produce(records.subList(0, records.size() / 3));

            first.stop();
            harness.produce(records.subList(records.size() / 3, records.size() / 2));
            harness.start();
            harness.produce(records.subList(records.size() / 2, records.size()));

            harness.await(PATIENCE, traffic);
        }
    }

    @Test
    void whatWasCommittedButNotYetSentIsSentByTheNextOwner() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 3).sessions(100, 10, MIDNIGHT);
            harness.environment.put("FLUSH_INTERVAL_MS", "600000");
            harness.environment.put("COMMIT_INTERVAL_MS", "100");
            Harness.Running counter = harness.start();
            harness.produce(traffic.records);
            harness.awaitCommitted(PATIENCE);
            counter.stop();
            assertTrue(harness.nothingCounted(traffic.tenant));

            harness.environment.put("FLUSH_INTERVAL_MS", "100");
            harness.start();

            harness.await(PATIENCE, traffic);
        }
    }

    @Test
    void killedUnderLoadAndStartedAgainItIsStillExact() throws Exception {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 4).sessions(4_000, 15, MIDNIGHT);
            List<ProducerRecord<byte[], byte[]>> records = traffic.records;
            harness.environment.put("SESSION_TIMEOUT_MS", "6000");
            Process counter = harness.fork(Map.of());
            harness.produce(records.subList(0, records.size() / 2));
            harness.awaitSomething(PATIENCE, traffic);

            counter.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            harness.fork(Map.of());
            harness.produce(records.subList(records.size() / 2, records.size()));

            harness.await(PATIENCE, traffic);
        }
    }

    @Test
    void anotherNumberOfPartitionsIsRefusedWithTheWayOut() throws Exception {
        try (Harness harness = new Harness(2);
                Admin admin = Admin.create(Map.of("bootstrap.servers", Brokers.bootstrap()))) {
            Traffic traffic = new Traffic(harness.events, 5).sessions(5, 3, MIDNIGHT);
            Harness.Running counter = harness.start();
            harness.produce(traffic.records);
            harness.await(PATIENCE, traffic);
            counter.stop();

            admin.createPartitions(Map.of(harness.events, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            Eventually.eventually(
                    PATIENCE,
                    "brokers tell the new number of partitions",
                    () -> harness.ends().size() == 3);
            var refused = assertThrows(
                    StartCheck.Refused.class,
                    () -> ExposureCounterMain.run(harness.config(), Clock.systemUTC(), new StopSignal()));

            assertTrue(refused.getMessage().contains("has 3 partitions"), refused.getMessage());
            assertTrue(refused.getMessage().contains("built with 2"), refused.getMessage());
            assertTrue(refused.getMessage().contains("APPLICATION_ID"), refused.getMessage());
            Process process = harness.fork(Map.of());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
        }
    }

    @Test
    void aReplayUnderAnotherApplicationIdGivesTheSameCounts() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic = new Traffic(harness.events, 9).sessions(200, 10, MIDNIGHT);
            Harness.Running first = harness.start();
            harness.produce(traffic.records);
            harness.await(PATIENCE, traffic);
            first.stop();

            harness.environment.put("APPLICATION_ID", Samples.unique("replay"));
            harness.environment.put("STATE_DIR", harness.newState());
            long published = Brokers.all(Topics.OUTCOMES).size();
            harness.start();
            harness.awaitCommitted(PATIENCE);

            Eventually.eventually(
                    PATIENCE, "it publishes", () -> Brokers.all(Topics.OUTCOMES).size() > published);
            harness.await(PATIENCE, traffic);
        }
    }

    @Test
    void eventsUnderOtherKeysAreSentToTheirSessionsFirst() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic =
                    new Traffic(harness.events, 6).sessions(200, 10, MIDNIGHT).scattered();
            harness.environment.put("EVENTS_KEYED_BY_SESSION", "false");
            harness.start();

            harness.produce(traffic.records);

            harness.awaitSums(PATIENCE, traffic);
        }
    }

    @Test
    void aHundredThousandMutatedEventsStopNothingAndNoneIsLost() {
        long seed = Long.getLong("fuzz.seed", 8);
        try (Harness harness = new Harness(4)) {
            Mutations mutations = new Mutations(seed);
            List<ProducerRecord<byte[], byte[]>> records =
                    new Traffic(harness.events, seed).sessions(300, 10, MIDNIGHT).records;
            harness.start();
            for (int round = 0; round * records.size() < 100_000; round++)
                harness.produce(records.stream()
                        .map(record -> new ProducerRecord<>(
                                record.topic(),
                                record.partition(),
                                record.timestamp(),
                                record.key(),
                                mutations.of(record.value())))
                        .toList());

            harness.awaitOutcomes(PATIENCE, harness.written());
        } catch (AssertionError lost) {
            throw new AssertionError("again with -Dfuzz.seed=" + seed + ": " + lost.getMessage(), lost);
        }
    }

    @Test
    void recordsAtTheTopicsLimitAreRejectedAndTheStreamGoesOn() {
        try (Harness harness = new Harness(4)) {
            Traffic traffic =
                    new Traffic(harness.events, 10).sessions(50, 5, MIDNIGHT).scattered();
            byte[] key = "k".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            byte[] largest = new byte[LARGEST_VALUE];
            Arrays.fill(largest, (byte) '[');
            harness.environment.put("EVENTS_KEYED_BY_SESSION", "false");
            harness.start();

            harness.produce(List.of(new ProducerRecord<>(harness.events, 0, MIDNIGHT.toEpochMilli(), key, largest)));
            harness.produce(traffic.records);

            harness.awaitOutcomes(PATIENCE, harness.written());
            harness.awaitSums(PATIENCE, traffic);
            assertTrue(Brokers.all(Topics.EVENTS_REJECTED).stream()
                    .anyMatch(record -> record.value().length == RejectionHeaders.MAX_BYTES
                            && record.value()[0] == '['
                            && record.headers().lastHeader(RejectionHeaders.REASON) != null));
        }
    }

    @Test
    void aMissingTopicIsNamed() {
        try (Harness harness = new Harness(2)) {
            harness.environment.put("KAFKA_TOPIC_EVENTS", "no-such-topic");

            var refused = assertThrows(
                    StartCheck.Refused.class,
                    () -> ExposureCounterMain.run(harness.config(), Clock.systemUTC(), new StopSignal()));

            assertTrue(refused.getMessage().contains("no-such-topic"), refused.getMessage());
        }
    }
}
