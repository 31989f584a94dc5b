package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.SOON;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.Keys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What anybody changes in the bank, also by hand in SQL, is soon on the topics. */
class ItemRelayChangesIT {
    private static RelayWorld world;
    private static ItemRelay relay;

    @BeforeAll
    static void startRelay() throws Exception {
        world = RelayWorld.open();
        world.bank.exam("PHYSICS", 1, 60);
        relay = world.relaying();
    }

    @AfterAll
    static void stopRelay() throws Exception {
        relay.close();
        world.close();
    }

    @Test
    void anItemIsPublishedAsTheBankHasIt() throws Exception {
        world.await(SOON, 1, item -> true);

        world.bank.sql("insert into item_exposure_control (question_id, version, sh_p, cap, rejection, locked)"
                + " values (1, 1, 0.25, 0.2, 'block', true)");

        world.await(SOON, 1, ItemState::locked);
        ItemState item = world.topics.item(1, 1).orElseThrow();
        ItemState expected = new ItemState(
                world.tenant,
                1,
                1,
                List.of("PHYSICS"),
                101L,
                1.2,
                0.5,
                0.1,
                0.25,
                0.2,
                "block",
                true,
                null,
                item.effectiveFrom(),
                item.lsn(),
                item.history(),
                0.2);
        assertEquals(expected, item);
        assertTrue(item.effectiveFrom() != null && item.lsn() > 0);
    }

    @Test
    void anItemCarriesWhoChangedItWhenAndFromWhatToWhat() throws Exception {
        String role = world.bank.text("select session_user");
        world.bank.k(57, 0.75);

        world.bank.sql(
                "begin; set local qbank.actor = 'tester'; set local qbank.command_id = 'c-1';"
                        + " set local qbank.effective_from = '2026-11-02T09:30:00.25Z';"
                        + " update item_exposure_control set sh_p = 0.5, cap = 0.2, locked = true where question_id = 57; commit");

        world.await(SOON, 57, ItemState::locked);
        List<ItemChange> changes = world.topics.item(57, 1).orElseThrow().history();
        assertEquals(2, changes.size());
        assertEquals(
                new ItemChange(
                        Instant.parse("2026-11-02T09:30:00.25Z"),
                        "tester",
                        null,
                        "c-1",
                        0.75,
                        0.5,
                        null,
                        0.2,
                        "reconsider",
                        "reconsider",
                        false,
                        true),
                changes.get(0));
        assertEquals(role, changes.get(1).by());
        assertEquals(null, changes.get(1).oldK());
        assertEquals(0.75, changes.get(1).newK());
    }

    @Test
    void onlyTheLatestChangesAreCarriedAndABrokenOneKeepsNothingBack() throws Exception {
        for (int i = 1; i <= 25; i++) world.bank.k(58, i / 32.0);
        world.await(SOON, 58, item -> item.k() == 25 / 32.0);
        List<ItemChange> changes = world.topics.item(58, 1).orElseThrow().history();
        assertEquals(ItemState.MOST_CHANGES, changes.size());
        assertEquals(25 / 32.0, changes.get(0).newK());
        assertEquals(6 / 32.0, changes.get(19).newK());

        world.bank.sql("update item_exposure_history set new_k = 'NaN' where question_id = 58 and new_k = 0.75");
        world.bank.k(58, 1);

        world.await(SOON, 58, item -> item.k() == 1);
        assertEquals(
                ItemState.MOST_CHANGES - 1,
                world.topics.item(58, 1).orElseThrow().history().size());
    }

    @Test
    void defaultsStandInForWhatTheBankDoesNotSay() throws Exception {
        world.bank.exam("BARE", 1001, 1001);

        world.bank.sql("delete from item_calibration where question_id = 1001");

        world.await(SOON, 1001, item -> item.a() == 1.0 && item.b() == 0.0 && item.c() == 0.2 && item.k() == 1.0);
        assertEquals("reconsider", world.topics.item(1001, 1).orElseThrow().rejection());
    }

    @Test
    void aChangedKIsPublished() throws Exception {
        world.bank.k(2, 0.125);

        world.await(SOON, 2, item -> item.k() == 0.125);
        assertTrue(world.topics.item(2, 1).orElseThrow().effectiveFrom() != null);
    }

    @Test
    void aCapIsPublishedAndTakenBack() throws Exception {
        world.bank.k(3, 1).sql("update item_exposure_control set cap = 0.15 where question_id = 3");
        world.await(SOON, 3, item -> item.cap() != null && item.cap() == 0.15);

        world.bank.sql("update item_exposure_control set cap = null where question_id = 3");

        world.await(SOON, 3, item -> item.cap() == null);
    }

    @Test
    void aParameterIsPublished() throws Exception {
        world.bank.sql("update item_calibration set b = -1.5 where question_id = 4");

        world.await(SOON, 4, item -> item.b() == -1.5);
    }

    @Test
    void aDeletedControlRowGivesTheDefaultAgain() throws Exception {
        world.bank.k(5, 0.5);
        world.await(SOON, 5, item -> item.k() == 0.5);

        world.bank.sql("delete from item_exposure_control where question_id = 5");

        world.await(SOON, 5, item -> item.k() == 1.0);
    }

    @Test
    void anItemIsListedWithAllItsExamsAndGoesWithTheLast() throws Exception {
        world.bank.sql("insert into question_publications values (6, 'CHEMISTRY', 1)");
        world.await(SOON, 6, item -> item.exams().equals(List.of("CHEMISTRY", "PHYSICS")));
        world.bank.sql("delete from question_publications where question_id = 6 and exam_code = 'PHYSICS'");
        world.await(SOON, 6, item -> item.exams().equals(List.of("CHEMISTRY")));

        world.bank.sql("delete from question_publications where question_id = 6");

        eventually(SOON, "a tombstone", () -> world.topics.item(6, 1).isEmpty());
    }

    @Test
    void aVersionWithdrawnIsTakenBackAndComesBack() throws Exception {
        world.await(SOON, 7, item -> true);
        world.bank.sql("update question_versions set state = 'draft' where question_id = 7");
        eventually(SOON, "a tombstone", () -> world.topics.item(7, 1).isEmpty());

        world.bank.sql("update question_versions set state = 'published' where question_id = 7");

        world.await(SOON, 7, item -> true);
    }

    @Test
    void aNewVersionReplacesTheOldOne() throws Exception {
        world.await(SOON, 8, item -> true);
        world.bank.sql("insert into question_versions values (8, 2, 103, 'published')");

        world.bank.sql("update question_publications set live_version = 2 where question_id = 8");

        eventually(SOON, "version 2", () -> world.topics.item(8, 2).isPresent());
        eventually(SOON, "no version 1", () -> world.topics.item(8, 1).isEmpty());
    }

    @Test
    void aPolicyIsPublishedChangedAndTakenBack() throws Exception {
        String key = Keys.exam(world.tenant, "PHYSICS");
        world.bank.sql("insert into calibration_policy values ('PHYSICS', '{\"tau\":0.3}', true, 60, 2, 0.05, 0.1)");
        eventually(SOON, "the policy", () -> policy(key).parameters().tau() == 0.3);
        world.bank.sql("update calibration_policy set cooldown_minutes = 90 where exam_code = 'PHYSICS'");
        eventually(SOON, "the change", () -> policy(key).cooldownMinutes() == 90);

        world.bank.sql("delete from calibration_policy where exam_code = 'PHYSICS'");

        eventually(SOON, "a tombstone", () -> world.topics.last(key).isEmpty());
    }

    @Test
    void aTransactionThatIsRolledBackIsNotPublished() throws Exception {
        world.await(SOON, 9, item -> item.k() == 1);
        world.bank.sql("begin").k(9, 0.5).sql("rollback");

        world.bank.k(10, 0.5);

        world.await(SOON, 10, item -> item.k() == 0.5);
        assertTrue(world.topics.values(9, 1).stream().allMatch(item -> item.k() == 1));
    }

    @Test
    void aRowThatNoContractAllowsIsLeftAsItWasAndHoldsNothingUp() throws Exception {
        world.bank.k(11, 0.5);
        world.await(SOON, 11, item -> item.k() == 0.5);

        world.bank.sql("update item_exposure_control set sh_p = 'NaN' where question_id = 11");
        world.bank.k(14, 1.5).k(12, 0.75);

        world.await(SOON, 12, item -> item.k() == 0.75);
        assertEquals(0.5, world.topics.item(11, 1).orElseThrow().k());
        assertEquals(1, world.topics.item(14, 1).orElseThrow().k(), "the nearer bound, as in a run");
    }

    @Test
    void aPolicyForTenThousandTopicsGoesThrough() throws Exception {
        String key = Keys.exam(world.tenant, "LARGE");
        String topics = "(select jsonb_object_agg(repeat('t', 58) || n, 0.2) from generate_series(1, 10000) n)";

        world.bank.sql("insert into calibration_policy values ('LARGE', jsonb_build_object('topic_tau', " + topics
                + ", 'topic_weights', " + topics + "), true, 60, 2, 0.05, 0.1)");

        eventually(SOON, "the policy", () -> policy(key).parameters().topicTau().size() == 10_000);
        world.bank.k(15, 0.5);
        world.await(SOON, 15, item -> item.k() == 0.5);
    }

    @Test
    void positionsOfAnItemNeverGoDown() throws Exception {
        for (int i = 1; i <= 50; i++) world.bank.k(13, i / 100.0);

        world.await(SOON, 13, item -> item.k() == 0.5);

        List<Long> positions =
                world.topics.values(13, 1).stream().map(ItemState::lsn).toList();
        assertEquals(positions.stream().sorted().toList(), positions);
    }

    private static ExamPolicy policy(String key) {
        return Json.read(world.topics.last(key).orElseThrow(), ExamPolicy.class);
    }
}
