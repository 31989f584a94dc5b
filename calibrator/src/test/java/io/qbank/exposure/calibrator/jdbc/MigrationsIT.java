package io.qbank.exposure.calibrator.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsIT {
    /** As somebody may have made them for v7: other types, nullable columns, no keys. */
    private static final String V7_TABLES = """
            create table question_publications (question_id integer, exam_code varchar(40), live_version integer);
            create table question_versions (question_id integer, version integer, topic_id integer, state varchar(20));
            create table item_calibration (question_id integer, version integer, model varchar(10), a real, b real, c real);
            create table item_exposure_control (
                question_id integer, version integer, sh_p numeric, updated_at timestamp default now());
            create table user_responses (id serial, question_id integer, version integer, created_at timestamp);
            insert into question_publications values (1, 'EXAM', 1), (2, 'EXAM', 1);
            insert into question_versions values (1, 1, 5, 'published'), (2, 1, null, 'published');
            insert into item_exposure_control values (1, 1, 0.25), (2, 1, null);""";

    private static final String CONTROL =
            "select question_id, sh_p, cap, own_cap, locked, job_id, updated_by from item_exposure_control order by 1";
    private static final String ONE_ITEM =
            "insert into item_exposure_control(question_id, version, sh_p) values (1, 1, 0.5)";
    private static final String NEXT_RELEASE = "select column_name from information_schema.columns"
            + " where table_name = 'item_exposure_control' and column_name = 'next_release'";
    private static final String HISTORY =
            "select question_id, old_k, new_k, old_cap, new_cap, changed_by from item_exposure_history order by id";

    @Test
    void anEmptyDatabaseGetsEveryTable() {
        try (TestBank bank = TestBank.migrated()) {
            List<String> tables = bank.rows("select tablename from pg_tables where schemaname = 'public' order by 1");

            assertEquals(
                    List.of(
                            "calibration_command",
                            "calibration_policy",
                            "calibration_run",
                            "calibration_run_item",
                            "item_calibration",
                            "item_exposure_control",
                            "item_exposure_history",
                            Database.MIGRATIONS,
                            "question_publications",
                            "question_versions",
                            "user_responses"),
                    tables);
        }
    }

    @Test
    void tablesOfV7KeepTheirRowsAndGetWhatIsMissing() {
        String url = TestBank.newDatabase();
        TestBank.execute(url, V7_TABLES);

        try (TestBank bank = TestBank.migrated(url)) {
            assertEquals(List.of("1|0.25|null|null|f|null|null", "2|null|null|null|f|null|null"), bank.rows(CONTROL));
            assertEquals(
                    List.of("0.25|5", "1.0|null"),
                    new PoolRepository(bank.transactions())
                            .load("EXAM").items().stream()
                                    .map(item -> item.k() + "|" + item.topicId())
                                    .toList());
            assertEquals(List.of(), bank.rows(HISTORY));
        }
    }

    @Test
    void migratingAgainChangesNothing() {
        String url = TestBank.newDatabase();
        TestBank.execute(url, V7_TABLES);
        TestBank.migrated(url).close();

        try (TestBank again = TestBank.migrated(url)) {
            assertEquals(
                    List.of("0", "1", "2", "3", "4", "5"),
                    again.rows("select version from " + Database.MIGRATIONS + " order by installed_rank"));
        }
    }

    @Test
    void theUpsertOfV7StillWorksAndIsBookedUnderTheDatabaseRole() {
        String url = TestBank.newDatabase();
        TestBank.execute(url, V7_TABLES);
        try (TestBank bank = TestBank.migrated(url)) {
            String upsert = """
                    insert into item_exposure_control(question_id, version, sh_p) values (1, 1, %s)
                    on conflict (question_id, version) do update set sh_p = excluded.sh_p, updated_at = now()""";

            bank.sql(upsert.formatted("0.5")).sql(upsert.formatted("0.5"));

            assertEquals(List.of("1|0.25|0.5|null|null|qbank"), bank.rows(HISTORY));
        }
    }

    @Test
    void aCapSetByHandIsTheItemsOwnAndCountsFromNow() {
        try (TestBank bank = TestBank.migrated()) {
            bank.sql("insert into item_exposure_control(question_id, version, sh_p) values (1, 1, 1.0)");
            bank.sql("update item_exposure_control set cap = 0.1");

            assertEquals(List.of("1|1|0.1|0.1|f|null|qbank"), bank.rows(CONTROL));
            assertEquals(List.of("1|null|1|null|null|qbank", "1|1|1|null|0.1|qbank"), bank.rows(HISTORY));
            assertEquals(
                    List.of("t"),
                    bank.rows("select effective_from > now() - interval '1 minute' from item_exposure_control"));
        }
    }

    @Test
    void aRowRemovedByHandLeavesItsTrace() {
        try (TestBank bank = TestBank.migrated()) {
            bank.sql("insert into item_exposure_control(question_id, version, sh_p, cap) values (1, 1, 0.5, 0.2)");

            bank.sql("delete from item_exposure_control");

            assertEquals("1|0.5|null|0.2|null|qbank", bank.rows(HISTORY).get(1));
        }
    }

    /** A release that fails on its way in must not take the one that runs with it. */
    @Test
    void aMigrationThatFailsHalfWayLeavesNothingAndTheOldVersionStartsAndWrites(@TempDir Path next) throws Exception {
        Files.writeString(next.resolve("V900__half_way.sql"), """
                alter table item_exposure_control add column next_release integer not null default 7;
                drop trigger qbank_control_history on item_exposure_control;
                update item_exposure_control set sh_p = 0;
                select 1 / 0;
                """);
        String url = TestBank.newDatabase();
        TestBank.migrated(url).sql(ONE_ITEM).close();

        RuntimeException failed = assertThrows(RuntimeException.class, () -> migrate(url, next));

        assertTrue(failed.getMessage().contains("V900__half_way.sql"), failed.getMessage());
        try (TestBank old = TestBank.migrated(url)) {
            old.sql("update item_exposure_control set sh_p = 0.25");
            assertEquals(List.of("1|0.25|null|null|f|null|qbank"), old.rows(CONTROL));
            assertEquals(2, old.rows(HISTORY).size(), "the trigger still keeps the history");
            assertEquals(List.of(), old.rows(NEXT_RELEASE), "nothing of the next release is there");
            assertEquals(List.of("5"), old.rows("select max(version::int) from " + Database.MIGRATIONS));
        }
    }

    /** Migrations only add, so that a release can be taken back without taking its tables back. */
    @Test
    void theOldVersionStartsAndWritesOnTablesOfTheNext(@TempDir Path next) throws Exception {
        Files.writeString(
                next.resolve("V900__adds.sql"),
                "alter table item_exposure_control add column next_release integer not null default 7");
        String url = TestBank.newDatabase();
        TestBank.migrated(url).sql(ONE_ITEM).close();

        migrate(url, next);

        try (TestBank old = TestBank.migrated(url)) {
            old.sql("update item_exposure_control set sh_p = 0.25");
            assertEquals(List.of("1|0.25|null|null|f|null|qbank"), old.rows(CONTROL));
            assertEquals(List.of("next_release"), old.rows(NEXT_RELEASE));
        }
    }

    private static void migrate(String url, Path next) {
        Database.migrate(DatabaseUrl.parse(url), Database.LOCATION, "filesystem:" + next);
    }

    @Test
    void nobodyListeningIsToldWithTheAddressAndWithoutThePassword() {
        DatabaseUrl nowhere = DatabaseUrl.parse("postgresql://qbank:secret@127.0.0.1:1/qbank?connectTimeout=1");

        RuntimeException refused = assertThrows(IllegalStateException.class, () -> Database.openAndMigrate(nowhere, 1));

        assertTrue(refused.getMessage().contains("127.0.0.1:1/qbank"), refused.getMessage());
        assertEquals(-1, refused.getMessage().indexOf("secret"));
    }
}
