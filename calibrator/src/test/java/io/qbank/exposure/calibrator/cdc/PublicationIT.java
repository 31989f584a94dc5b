package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a DBA has prepared is used as it is; what cannot be prepared is said in his words. */
class PublicationIT {
    private static final String ALL =
            "question_publications, question_versions, item_calibration, item_exposure_control, calibration_policy";
    private RelayWorld world;

    @BeforeAll
    static void createReader() throws Exception {
        try (Server server = Server.open()) {
            server.sql("create role cdc_reader login replication password 'cdc_reader'");
        }
    }

    @AfterAll
    static void dropReader() throws Exception {
        try (Server server = Server.open()) {
            server.sql("drop role cdc_reader");
        }
    }

    @BeforeEach
    void openWorld() throws Exception {
        world = RelayWorld.open();
        world.bank.exam("EXAM", 1, 5);
        world.bank.sql("grant select on " + ALL + ", item_exposure_history to cdc_reader");
    }

    @AfterEach
    void closeWorld() throws Exception {
        world.bank.sql("revoke all on " + ALL + ", item_exposure_history from cdc_reader");
        world.close();
    }

    @Test
    void aPublicationThatExistsIsUsedByAReaderWhoOwnsNothingAndStaysAsItIs() throws Exception {
        world.bank
                .sql("create table elsewhere (id int primary key)")
                .sql("create publication bank_items for table " + ALL + ", elsewhere");

        try (ItemRelay relay = world.relaying(asReader().named("", "bank_items"))) {
            world.bank.k(1, 0.5);
            world.await(SOON, 1, item -> item.k() == 0.5);
        } finally {
            endSessionsOfReader();
        }

        assertEquals("6", world.bank.text("select count(*) from pg_publication_tables where pubname = 'bank_items'"));
    }

    @Test
    void aReaderWhoMayNotCreateThePublicationSaysWhatADbaMustRun() throws Exception {
        try (Connection connection = asReader().bank().connect("test")) {
            Publication publication = new Publication(connection, "items");

            IllegalStateException refused = assertThrows(IllegalStateException.class, publication::ensure);

            assertTrue(
                    refused.getMessage()
                            .startsWith(
                                    "a DBA must run: create publication items for table public.question_publications, "),
                    refused.getMessage());
        }
    }

    @Test
    void aPublicationThatLacksATableIsRefusedWithTheWayOut() throws Exception {
        world.bank.sql("create publication partial for table question_publications, question_versions");

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, new Publication(world.bank.connection(), "partial")::ensure);

        assertTrue(refused.getMessage().contains("alter publication partial add table"), refused.getMessage());
        assertTrue(refused.getMessage().contains("item_exposure_control"), refused.getMessage());
    }

    @Test
    void aPublicationThatLeavesOutDeletesIsRefused() throws Exception {
        world.bank.sql("create publication half for table " + ALL + " with (publish = 'insert, update')");

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, new Publication(world.bank.connection(), "half")::ensure);

        assertEquals("publication half must publish insert, update and delete", refused.getMessage());
    }

    @Test
    void aTableWithoutAKeyStaysWritableAndItsDeletesAreRelayed() throws Exception {
        world.bank
                .sql("alter table question_publications replica identity default")
                .sql("alter table question_publications drop constraint question_publications_pkey");

        try (ItemRelay relay = world.relaying()) {
            world.bank.sql("update question_publications set exam_code = 'OTHER' where question_id = 1");
            world.await(SOON, 1, item -> item.exams().contains("OTHER"));
            world.bank.sql("delete from question_publications where question_id = 1");

            eventually(SOON, "a tombstone", () -> world.topics.item(1, 1).isEmpty());
        }
    }

    @Test
    void aDeleteThatDoesNotTellItsItemIsFoundByComparing() throws Exception {
        world.bank
                .sql("alter table question_publications drop constraint question_publications_pkey")
                .sql("alter table question_publications add column id bigserial primary key")
                .sql("alter table question_publications replica identity default")
                .sql("create publication by_hand for table " + ALL);

        try (ItemRelay relay = world.relaying(world.config().named("", "by_hand"))) {
            world.bank.sql("delete from question_publications where question_id = 1");

            eventually(SOON, "a tombstone", () -> world.topics.item(1, 1).isEmpty());
        }
    }

    @Test
    void anExamCodeThatNoMessageMayCarryHidesNoItemFromItsOtherExams() throws Exception {
        world.bank
                .sql("alter table question_publications drop constraint question_publications_pkey")
                .sql("alter table question_publications alter column exam_code drop not null")
                .sql("insert into question_publications values (1, null, 1), (1, ' ', 1), (1, repeat('x', 129), 1)");

        try (ItemRelay relay = world.relaying()) {
            world.await(SOON, 1, item -> item.exams().equals(List.of("EXAM")));
            world.bank.sql("insert into question_publications values (2, null, 1), (2, 'OTHER', 1)");
            world.await(SOON, 2, item -> item.exams().equals(List.of("EXAM", "OTHER")));
            world.bank.sql("delete from question_publications where question_id = 1 and exam_code = 'EXAM'");
            world.bank.k(2, 0.5);

            world.await(SOON, 2, item -> item.k() == 0.5);
            assertEquals(List.of("EXAM"), world.topics.item(1, 1).orElseThrow().exams());
        }
    }

    @Test
    void aDatabaseWithoutTheTablesIsRefused() throws Exception {
        world.bank.sql("drop table calibration_policy");

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, new Publication(world.bank.connection(), "any")::ensure);

        assertEquals("the database has no table calibration_policy", refused.getMessage());
        world.bank.sql("create table calibration_policy (exam_code text)");
    }

    private RelayConfig asReader() {
        String url = world.bank.url().replace("user=qbank&password=qbank", "user=cdc_reader&password=cdc_reader");
        return RelayConfig.of(world.tenant, BankAddress.of(url), RelayWorld.kafka());
    }

    /** The owner may not end another user's sessions: the relay has been closed, wait until they are gone. */
    private void endSessionsOfReader() {
        eventually(
                SOON,
                "no sessions of the reader",
                () -> world.bank
                        .text("select count(*) from pg_stat_activity where usename = 'cdc_reader'")
                        .equals("0"));
    }
}
