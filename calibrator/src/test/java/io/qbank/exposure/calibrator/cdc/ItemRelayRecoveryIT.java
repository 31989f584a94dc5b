package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.calibrator.cdc.RelayWorld.awaitPhase;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever ends a relay, its successor brings the topics to what the bank says. */
class ItemRelayRecoveryIT {
    private static final Duration RECOVERED = Duration.ofMinutes(2);
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
    void whatChangedWhileNoRelayRanIsPublishedByTheNext() throws Exception {
        try (ItemRelay first = world.relaying()) {
            world.awaitLive(SOON, 20);
        }
        world.bank
                .k(1, 0.5)
                .sql("delete from question_publications where question_id = 2")
                .exam("EXAM", 21, 22);

        try (ItemRelay second = world.relaying()) {
            world.await(SOON, 1, item -> item.k() == 0.5);
            eventually(SOON, "a tombstone", () -> world.topics.item(2, 1).isEmpty());
            world.awaitLive(SOON, 21);
            world.bank.k(3, 0.25);
            world.await(SOON, 3, item -> item.k() == 0.25);
        }
    }

    @Test
    void aRestartWithoutChangesPublishesNothing() throws Exception {
        try (ItemRelay first = world.relaying()) {
            world.awaitLive(SOON, 20);
        }
        long before = world.topics.received();

        try (ItemRelay second = world.relaying()) {
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);
        }

        assertEquals(before + 1, world.topics.received());
    }

    @Test
    void aConnectionThatBreaksIsReplaced() throws Exception {
        try (ItemRelay relay = world.relaying()) {
            world.awaitLive(SOON, 20);

            world.bank.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            world.bank.k(1, 0.5);

            world.await(RECOVERED, 1, item -> item.k() == 0.5);
            awaitPhase(relay, ItemRelay.Phase.RELAYING);
        }
    }

    @Test
    void recordsThatSomebodyRemovedOrForgedAreMendedByTheNextComparison() throws Exception {
        RelayConfig often = world.config().timed(Duration.ofMillis(500), Duration.ofSeconds(30));
        try (ItemRelay relay = world.relaying(often)) {
            world.awaitLive(SOON, 20);

            forge(Keys.item(world.tenant, 1, 1), null);
            forge(Keys.item(world.tenant, 2, 1), "no item".getBytes(StandardCharsets.UTF_8));
            forge(Keys.item(world.tenant, 999, 1), "{}".getBytes(StandardCharsets.UTF_8));

            eventually(
                    RECOVERED,
                    "3 mended",
                    () -> world.topics.all(Keys.item(world.tenant, 1, 1)).size() == 3
                            && world.topics.all(Keys.item(world.tenant, 2, 1)).size() == 3
                            && world.topics.all(Keys.item(world.tenant, 999, 1)).size() == 2);
            world.await(SOON, 1, item -> item.k() == 1);
            world.await(SOON, 2, item -> item.k() == 1);
            assertTrue(world.topics.last(Keys.item(world.tenant, 999, 1)).isEmpty());
        }
    }

    @Test
    void aRestoredDatabaseDoesNotMakePositionsGoDown() throws Exception {
        long ahead = 1L << 50;
        ItemState old = new ItemState(
                world.tenant, 1, 1, List.of("EXAM"), 1L, 1, 0, 0.2, 0.125, null, "block", false, null, null, ahead);
        forge(Keys.item(world.tenant, 1, 1), Json.bytes(old));

        try (ItemRelay relay = world.relaying()) {
            world.await(SOON, 1, item -> item.k() == 1 && item.lsn() == ahead);
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5 && item.lsn() == ahead);
        }
    }

    @Test
    void aTruncatedTableTakesEverythingBack() throws Exception {
        try (ItemRelay relay = world.relaying()) {
            world.awaitLive(SOON, 20);

            world.bank.sql("truncate question_publications");

            world.awaitLive(SOON, 0);
        }
    }

    @Test
    void aCommitThatIsStreamedBeforeItIsVisibleIsPublishedOnceItIs() throws Exception {
        try (ItemRelay relay = world.relaying();
                Server server = Server.open()) {
            world.awaitLive(SOON, 20);
            long before = world.topics.received();
            server.set("synchronous_standby_names", "'nobody'");
            server.sql("checkpoint"); // by whom the setting is made known to those who commit
            Thread commit = new Thread(() -> {
                try (Bank other = world.bank.another()) {
                    other.k(1, 0.5);
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });

            commit.start();
            eventually(
                    RECOVERED,
                    "the commit waits for a standby",
                    () -> world.bank
                            .text("select count(*) > 0 from pg_stat_activity where wait_event = 'SyncRep'")
                            .equals("t"));
            eventually(
                    RECOVERED,
                    "the relay looked too early",
                    () -> world.meters
                                    .get("qbank.relay.reads.too.early")
                                    .counter()
                                    .count()
                            > 0);
            assertEquals(before, world.topics.received());
            assertEquals("1", world.bank.text("select coalesce(max(sh_p), 1) from item_exposure_control"));
            server.set("synchronous_standby_names", "''");
            commit.join();

            world.await(SOON, 1, item -> item.k() == 0.5);
            assertEquals(before + 1, world.topics.received());
        }
    }

    @Test
    void metricsTellWhatTheRelayDoes() throws Exception {
        try (ItemRelay relay = world.relaying()) {
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);

            long lsn = world.topics.item(1, 1).orElseThrow().lsn();
            eventually(
                    SOON,
                    "the record's position is shown",
                    () -> world.meters.get("qbank.relay.lsn").gauge().value() == lsn);
            assertEquals(
                    21,
                    world.meters
                            .get("qbank.relay.records")
                            .tag("kind", "value")
                            .counter()
                            .count());
            assertEquals(
                    1,
                    world.meters
                            .get("qbank.relay.phase")
                            .tag("phase", "relaying")
                            .gauge()
                            .value());
            assertTrue(world.meters.get("qbank.relay.lag.seconds").gauge().value() < SOON.toSeconds());
            eventually(
                    RECOVERED,
                    "log is retained",
                    () -> world.meters
                                    .get("qbank.relay.retained.wal.bytes")
                                    .gauge()
                                    .value()
                            > 0);
            assertTrue(relay.ready());
        }
    }

    @Test
    void aBankThatDoesNotAnswerLeavesTheRelayUnready() throws Exception {
        RelayConfig nowhere = RelayConfig.of(
                world.tenant,
                BankAddress.of("jdbc:postgresql://127.0.0.1:1/qbank?user=qbank&password=qbank"),
                RelayWorld.kafka());

        try (ItemRelay relay = world.starting(nowhere)) {
            awaitPhase(relay, ItemRelay.Phase.BROKEN);

            assertFalse(relay.ready());
        }
    }

    private static void forge(String key, byte[] value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", DevStack.shared().kafka().bootstrap());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(Topics.ITEMS.name(), key, value));
        }
    }
}
