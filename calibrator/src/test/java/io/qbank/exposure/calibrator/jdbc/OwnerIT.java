package io.qbank.exposure.calibrator.jdbc;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.CommandStore;
import io.qbank.exposure.calibrator.job.ItemKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bank whose owner lets nobody change its tables: he migrates and runs etc/owner.sql, and the service's role does the rest. */
class OwnerIT {
    private static final String TABLES_WITHOUT_KEYS = """
            create table question_publications (question_id bigint, exam_code text, live_version integer);
            create table question_versions (question_id bigint, version integer, topic_id bigint, state text);
            create table item_calibration (question_id bigint, version integer, model text, a real, b real, c real);
            insert into question_publications values (1, 'EXAM', 1), (2, 'EXAM', 1);
            insert into question_versions values (1, 1, 5, 'published'), (2, 1, null, 'published');""";

    private final String owner = TestBank.newDatabase();
    private final String superuser = owner.replaceFirst("\\?.*", "?user=postgres");
    private final String service = owner.replaceFirst("\\?.*", "?user=qbank_service&password=qbank_service");

    @BeforeEach
    void bank() {
        TestBank.execute(owner, TABLES_WITHOUT_KEYS);
    }

    @AfterEach
    void forgetTheRole() {
        TestBank.execute(superuser, "drop owned by qbank_service; drop role qbank_service");
    }

    @Test
    void theServicesRoleCalibratesAndTheBankStillWritesItsTablesWithoutKeys() throws Exception {
        TestBank.migrated(owner).close();
        prepare();

        try (Database database = Database.openAndMigrate(DatabaseUrl.parse(service), 2);
                TestBank bank = TestBank.migrated(owner)) {
            assertEquals(
                    2,
                    new PoolRepository(database.transactions())
                            .load("EXAM")
                            .items()
                            .size());
            TestBank.execute(
                    service, "insert into item_exposure_control (question_id, version, sh_p) values (1, 1, 0.5)");
            bank.sql("update question_publications set live_version = 2 where question_id = 2;"
                    + " delete from question_publications where question_id = 2");

            assertEquals(List.of("1|1|0.5"), bank.rows("select question_id, version, sh_p from item_exposure_control"));
            assertEquals(List.of("1"), bank.rows("select question_id from question_publications"));
            assertThrows(
                    IllegalStateException.class,
                    () -> TestBank.execute(service, "delete from question_publications"),
                    "the bank's content is not the service's");
            assertThrows(
                    IllegalStateException.class,
                    () -> TestBank.execute(service, "alter table item_exposure_control add column more text"));
        }
    }

    @Test
    void theServicesRoleAnswersACommandEitherWay() throws Exception {
        TestBank.migrated(owner).close();
        prepare();

        try (Database database = Database.openAndMigrate(DatabaseUrl.parse(service), 2)) {
            CommandStore commands = new JdbcCommandStore(database.transactions());
            assertTrue(commands.setControl(control(new ItemKey(1, 1)), NOW).applied());
            assertEquals(
                    "item 9/1 is not published",
                    commands.setControl(control(new ItemKey(9, 1)), NOW).reason());
            assertEquals(
                    "too large",
                    commands.refuse(origin("calibration.start"), "too large", NOW)
                            .reason());
        }
    }

    /** The trigger that writes the history has its owner's rights: a table of that name among a session's own is not meant. */
    @Test
    void theServicesRoleCannotTurnTheOwnersTriggerAside() throws Exception {
        TestBank.migrated(owner).close();
        prepare();

        TestBank.execute(
                service,
                "create temporary table item_exposure_history (like item_exposure_history);"
                        + " insert into item_exposure_control (question_id, version, sh_p) values (1, 1, 0.5);"
                        + " do $$ begin assert (select count(*) from pg_temp.item_exposure_history) = 0; end $$");

        try (TestBank bank = TestBank.migrated(owner)) {
            assertEquals(List.of("1|0.5"), bank.rows("select question_id, new_k from item_exposure_history"));
        }
    }

    private static Command.SetControl control(ItemKey item) {
        return new Command.SetControl(origin("control.set"), item, 0.5, null, null);
    }

    @Test
    void theServiceSaysWhoMustMigrateWhenItsRoleMayNot() throws Exception {
        TestBank.migrated(owner).close();
        prepare();
        TestBank.execute(
                owner,
                "drop table item_exposure_history cascade; delete from " + Database.MIGRATIONS
                        + " where version >= '3'");

        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> Database.openAndMigrate(DatabaseUrl.parse(service), 2));

        String said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("are not up to date, and this role may not change them"), said);
        assertTrue(said.contains("run the command migrate as their owner, then etc/owner.sql"), said);
    }

    private void prepare() throws Exception {
        TestBank.execute(superuser, Files.readString(Path.of("..", "etc", "owner.sql")));
        TestBank.execute(superuser, "alter role qbank_service password 'qbank_service'");
    }
}
