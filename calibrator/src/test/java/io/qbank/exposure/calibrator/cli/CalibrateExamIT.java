package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.jdbc.TestBank;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on a bank's database, as v7's users have it: v7's tables, and items in them. */
class CalibrateExamIT {
    private static final String V7_TABLES = """
            create table question_publications(question_id bigint, exam_code text, live_version int);
            create table question_versions(question_id bigint, version int, topic_id bigint, state text,
                primary key (question_id, version));
            create table item_calibration(question_id bigint, version int, model text, a float8, b float8, c float8);
            create table item_exposure_control(question_id bigint, version int, sh_p float8, updated_at timestamptz default now(),
                primary key (question_id, version));
            create table user_responses(question_id bigint, version int, created_at timestamptz);
            insert into question_publications select i, 'EXAM', 1 from generate_series(1, 20) i;
            insert into question_versions select i, 1, 101, 'published' from generate_series(1, 20) i;
            insert into item_exposure_control(question_id, version, sh_p) values (1, 1, 0.5)""";

    @Test
    void aDryRunOnV7sTablesReportsAndChangesNothingNotEvenTheTables() {
        String url = TestBank.newDatabase();
        number(url, V7_TABLES + " returning 1");

        CommandRun run = calibrate(url, "--exam", "EXAM", "--dry_run");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("history= [{'iter': 1, "), run.out());
        assertEquals(1, run.out().lines().count(), run.out());
        assertEquals(0.5, number(url, "select sum(sh_p) from item_exposure_control"));
        assertEquals(5, number(url, "select count(*) from information_schema.tables where table_schema = 'public'"));
    }

    @Test
    void kAndCapAreWrittenWithTheirHistoryUnderTheUsersNameAndLockedItemsAreLeftAlone() {
        try (TestBank bank = TestBank.migrated().publish("EXAM", 1, 20)) {
            bank.sql(
                    "insert into item_exposure_control(question_id, version, sh_p, locked) values (20, 1, 0.25, true)");

            CommandRun run = calibrate(bank.url(), "--exam_code", "EXAM", "--tau", "0.3");

            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().lines().anyMatch("upserted= 19"::equals), run.out());
            assertAll(
                    () -> assertEquals(
                            List.of("20|0.25"),
                            bank.rows("select question_id, sh_p from item_exposure_control where locked")),
                    () -> assertEquals(
                            List.of("19"),
                            bank.rows(
                                    "select count(*) from item_exposure_control where cap = 0.3 and rejection = 'reconsider'")),
                    () -> assertEquals(
                            List.of(System.getProperty("user.name") + "|19"),
                            bank.rows(
                                    "select changed_by, count(*) from item_exposure_history where new_cap = 0.3 group by 1")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://", "postgresql+psycopg2://"})
    void anExamWithoutItemsIsSaidAsV7SaidIt(String scheme) {
        try (TestBank bank = TestBank.migrated()) {
            String jdbc = bank.url();
            String url = scheme + jdbc.substring(jdbc.indexOf("//") + 2);

            CommandRun run = calibrate(url, "--exam", "NOBODY");

            assertEquals(0, run.exit(), run.err());
            assertEquals("No items found for NOBODY", run.out().strip());
        }
    }

    @Test
    void aDatabaseWithoutTheBanksTablesIsOneLine() {
        CommandRun run = calibrate(TestBank.newDatabase(), "--exam", "EXAM", "--dry_run");

        assertEquals(Cli.WORLD_BROKEN, run.exit());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("question_publications"), run.err());
    }

    private static CommandRun calibrate(String url, String... more) {
        String[] arguments = new String[more.length + 8];
        String[] common = {"--dsn", url, "--len", "4", "--verify-n", "1000", "--progress", "none"};
        System.arraycopy(common, 0, arguments, 0, common.length);
        System.arraycopy(more, 0, arguments, common.length, more.length);
        return CommandRun.of(arguments);
    }

    /** The last statement's one number. */
    private static double number(String url, String statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
            while (statement.getUpdateCount() != -1) statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getDouble(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
