package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.calibrator.cdc.RelayWorld.awaitPhase;
import static io.qbank.exposure.devkit.Eventually.eventually;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slot that is gone, dropped or lost is replaced and nothing is missed; one that is there keeps no more than it must. */
class ReplicationSlotIT {
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
    void aDroppedSlotIsReplacedAndWhatWasMissedIsFound() throws Exception {
        try (ItemRelay first = world.relaying()) {
            world.awaitLive(SOON, 20);
        }
        world.bank.sql("select pg_drop_replication_slot('" + world.config().slot() + "')");
        world.bank.k(1, 0.5).sql("delete from question_publications where question_id = 2");

        try (ItemRelay second = world.relaying()) {
            world.await(SOON, 1, item -> item.k() == 0.5);
            eventually(SOON, "a tombstone", () -> world.topics.item(2, 1).isEmpty());
            world.bank.k(3, 0.25);
            world.await(SOON, 3, item -> item.k() == 0.25);
        }
    }

    @Test
    void aSlotDroppedWhileRelayingIsReplacedAndNothingIsMissed() throws Exception {
        try (ItemRelay relay = world.relaying()) {
            world.awaitLive(SOON, 20);

            world.bank.sql("begin").k(1, 0.5);
            world.bank.sql("""
                    do $$ begin
                        perform pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '%1$s';
                        for attempt in 1..60000 loop
                            exit when not exists (select from pg_replication_slots where slot_name = '%1$s' and active);
                            perform pg_sleep(0.001);
                        end loop;
                        perform pg_drop_replication_slot('%1$s');
                    end $$""".formatted(world.config().slot()));
            world.bank.sql("commit");

            world.await(RECOVERED, 1, item -> item.k() == 0.5);
            awaitPhase(relay, ItemRelay.Phase.RELAYING);
            world.bank.k(2, 0.25);
            world.await(RECOVERED, 2, item -> item.k() == 0.25);
        }
    }

    @Test
    void aSlotThatLostItsLogIsReplacedAndWhatWasMissedIsFound() throws Exception {
        try (ItemRelay first = world.relaying()) {
            world.awaitLive(SOON, 20);
        }
        world.bank.k(1, 0.5);
        try (Server server = Server.open()) {
            server.set("max_slot_wal_keep_size", "'1MB'");
            eventually(RECOVERED, "the slot is lost", () -> {
                server.sql("create table if not exists filler (t text)");
                server.sql("insert into filler select repeat('x', 1000) from generate_series(1, 5000)");
                server.sql("select pg_switch_wal()");
                server.sql("checkpoint");
                return world.bank
                        .text("select wal_status from pg_replication_slots where slot_name = '"
                                + world.config().slot() + "'")
                        .equals("lost");
            });
        }

        try (ItemRelay second = world.relaying()) {
            world.await(SOON, 1, item -> item.k() == 0.5);
            world.bank.k(3, 0.25);
            world.await(SOON, 3, item -> item.k() == 0.25);
        }
    }

    @Test
    void theSlotLetsGoOfTheLogWhileOnlyOtherTablesChange() throws Exception {
        world.bank.sql("create table elsewhere (t text)");
        try (ItemRelay relay = world.relaying()) {
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);

            world.bank.sql("insert into elsewhere select repeat('x', 1000) from generate_series(1, 5000)");
            String written = world.bank.text("select pg_current_wal_lsn()");

            eventually(
                    RECOVERED,
                    "the slot is past " + written,
                    () -> world.bank
                            .text("select confirmed_flush_lsn >= '" + written
                                    + "' from pg_replication_slots where slot_name = '"
                                    + world.config().slot() + "'")
                            .equals("t"));
        }
    }
}
