package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.calibrator.cdc.RelayWorld.awaitPhase;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** One relays, the others stand by; one that does not know that it was replaced does no harm. */
class RelayElectionIT {
    private static final Duration TAKEN_OVER = Duration.ofMinutes(2);
    private RelayWorld world;

    @BeforeEach
    void openWorld() throws Exception {
        world = RelayWorld.open();
        world.bank.exam("EXAM", 1, 20);
    }

    @AfterEach
    void closeWorld() throws Exception {
        world.close();
    }

    @Test
    void theSecondStandsByAndTakesOverWhenTheFirstIsClosed() throws Exception {
        ItemRelay first = world.relaying();
        try (ItemRelay second = world.starting(world.config())) {
            awaitPhase(second, ItemRelay.Phase.STANDBY);
            assertTrue(second.ready());
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);

            first.close();
            world.bank.k(1, 0.25);

            awaitPhase(second, ItemRelay.Phase.RELAYING);
            world.await(SOON, 1, item -> item.k() == 0.25);
            world.bank.k(1, 0.125);
            world.await(SOON, 1, item -> item.k() == 0.125);
            List<Double> published = world.topics.values(1, 1).stream()
                    .map(ItemState::k)
                    .distinct()
                    .toList();
            assertEquals(List.of(1.0, 0.5, 0.25, 0.125), published);
            assertEquals(
                    0.125,
                    world.topics
                            .values(1, 1)
                            .get(world.topics.values(1, 1).size() - 1)
                            .k());
        } finally {
            first.close();
        }
    }

    @Test
    void aPausedHolderOfTheLeaseLosesIt() throws Exception {
        // Long enough to be seen standing by on a busy machine; the relay itself keeps the usual patience.
        RelayConfig shortLease = world.config().timed(Duration.ofMinutes(10), Duration.ofSeconds(15));
        try (Lease silent = Lease.on(shortLease)) {
            assertTrue(silent.take());

            try (ItemRelay relay = world.starting(world.config())) {
                awaitPhase(relay, ItemRelay.Phase.STANDBY);
                awaitPhase(relay, ItemRelay.Phase.RELAYING);
                assertThrows(SQLException.class, silent::renew);
            }
        }
    }

    @Test
    void oneThatStandsByShowsTheLogThatGrowsWhileNobodyRelays() throws Exception {
        world.relaying().close();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Lease idle = Lease.on(world.config())) {
            assertTrue(idle.take());

            try (ItemRelay relay = ItemRelay.start(world.config(), Clock.systemUTC(), meters)) {
                awaitPhase(relay, ItemRelay.Phase.STANDBY);
                world.bank.sql("create table filler as select repeat('x', 1000) from generate_series(1, 1000)");

                eventually(TAKEN_OVER, "a megabyte is retained", () -> {
                    idle.renew();
                    return meters.get("qbank.relay.retained.wal.bytes").gauge().value() > 1_000_000;
                });
                assertEquals(ItemRelay.Phase.STANDBY, relay.phase());
            }
        }
    }

    @Test
    void aReaderOfTheSlotWithoutTheLeaseIsEnded() throws Exception {
        world.relaying().close();
        eventually(
                TAKEN_OVER,
                "the slot is free",
                () -> world.bank
                        .text("select active from pg_replication_slots where slot_name = '"
                                + world.config().slot() + "'")
                        .equals("f"));
        Properties replication = new Properties();
        replication.setProperty("replication", "database");
        replication.setProperty("preferQueryMode", "simple");
        replication.setProperty("assumeMinServerVersion", "10");
        Connection paused = DriverManager.getConnection(world.bank.url(), replication);
        PGReplicationStream stream = paused.unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName(world.config().slot())
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", world.config().publication())
                .start();

        try (ItemRelay relay = world.relaying()) {
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);
        }

        assertThrows(SQLException.class, () -> {
            while (true) stream.read();
        });
        paused.abort(Runnable::run);
    }

    @Test
    void whatAReplacedRelayHasInHandNeverReachesTheTopic() throws Exception {
        String key = world.tenant + "/1/1";
        try (RelayProducer paused = RelayProducer.open(RelayWorld.kafka(), world.tenant)) {
            paused.publish(List.of(record(key, "first")));

            try (RelayProducer successor = RelayProducer.open(RelayWorld.kafka(), world.tenant)) {
                successor.publish(List.of(record(key, "newer")));

                assertThrows(KafkaException.class, () -> paused.publish(List.of(record(key, "old"))));
                successor.publish(List.of(record(world.tenant + "/2/1", "marker")));
            }
        }

        eventually(
                TAKEN_OVER,
                "the marker",
                () -> world.topics.last(world.tenant + "/2/1").isPresent());
        assertEquals("newer", world.topics.last(key).orElseThrow());
    }

    private static ProducerRecord<String, byte[]> record(String key, String value) {
        return new ProducerRecord<>(Topics.ITEMS.name(), key, value.getBytes(StandardCharsets.UTF_8));
    }
}
