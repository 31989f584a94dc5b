package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.PackedRecord;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that are small on their way and larger than their topic allows when they are unpacked: a broker bounds the
 * compressed batch. The counter runs as a process with its usual heap.
 */
class BombIT {
    private static final Instant NOON = Instant.parse("2026-03-11T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int UNPACKED = 6 << 20;
    private static final String HEAD = "{\"type\":\"item.presented\",\"x\":";

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void whatUnpacksToSeveralTimesTheTopicsLimitIsRejectedAndTheStreamGoesOn(String keyedBySession) throws Exception {
        try (Harness harness = new Harness(4)) {
            harness.environment.put("EVENTS_KEYED_BY_SESSION", keyedBySession);
            Process counter = harness.fork(Map.of());
            List<byte[]> bombs = List.of(
                    filled("", '['),
                    filled("", ' '),
                    filled(HEAD + "\"", 'x'),
                    filled(HEAD, '9'),
                    filled(HEAD + "[", '{'),
                    filled("", (char) 0));

            for (byte[] bomb : bombs) send(harness, "s1".getBytes(StandardCharsets.UTF_8), bomb);
            send(harness, filled("", 'k'), filled("", '['));
            Traffic traffic = new Traffic(harness.events, 1).sessions(50, 5, NOON);
            harness.produce(traffic.records);

            harness.await(PATIENCE, traffic);
            harness.awaitOutcomes(PATIENCE, harness.written());
            assertTrue(counter.isAlive());
            List<ConsumerRecord<String, byte[]>> rejected = new ArrayList<>(Brokers.all(Topics.EVENTS_REJECTED));
            rejected.removeIf(record -> !harness.events.equals(header(record, RejectionHeaders.TOPIC)));
            assertEquals(bombs.size() + 1, rejected.size());
            for (ConsumerRecord<String, byte[]> each : rejected) {
                assertEquals("too_large", header(each, RejectionHeaders.KIND));
                assertEquals("an event must be at most 4194304 bytes, was more", header(each, RejectionHeaders.REASON));
                assertEquals(RejectionHeaders.MAX_BYTES, each.value().length);
            }
        }
    }

    /** What docs/SECURITY.md advises where producers are not trusted. */
    @Test
    void aTopicThatIsNotCompressedRefusesThemAtTheBroker() throws Exception {
        try (Harness harness = new Harness(1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", Brokers.bootstrap()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, harness.events),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("compression.type", "uncompressed"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            var refused = assertThrows(
                    ExecutionException.class,
                    () -> send(harness, "s1".getBytes(StandardCharsets.UTF_8), filled("", '[')));

            assertInstanceOf(RecordTooLargeException.class, refused.getCause());
        }
    }

    private static byte[] filled(String head, char with) {
        byte[] bytes = new byte[UNPACKED];
        Arrays.fill(bytes, (byte) with);
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(first, 0, bytes, 0, first.length);
        return bytes;
    }

    private static void send(Harness harness, byte[] key, byte[] value) throws Exception {
        PackedRecord.send(
                Brokers.bootstrap(), new ProducerRecord<>(harness.events, 0, NOON.toEpochMilli(), key, value));
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
