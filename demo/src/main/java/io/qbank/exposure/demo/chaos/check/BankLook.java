package io.qbank.exposure.demo.chaos.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the database says, by SQL as the superuser. Triggers of our own keep a book of what happens to runs and k, in the
 * order in which the database took it and by its own transactions, so that no clock and no other book is believed.
 */
final class BankLook {
    private static final List<String> BOOKS =
            List.of("create schema if not exists chaos", """
            create table chaos.run_log (id bigint generated always as identity primary key, job_id text, exam_code text,
                state text, attempt integer, at timestamptz default clock_timestamp())""", """
            create table chaos.k_log (id bigint generated always as identity primary key, tx bigint, job_id text,
                question_id bigint, version integer, k float8, at timestamptz default clock_timestamp())""", """
            create function chaos.note_run() returns trigger language plpgsql security definer as $$
            begin
                if tg_op = 'INSERT' or (old.state, old.attempt) is distinct from (new.state, new.attempt) then
                    insert into chaos.run_log (job_id, exam_code, state, attempt)
                    values (new.job_id, new.exam_code, new.state, new.attempt);
                end if;
                return null;
            end $$""", """
            create function chaos.note_k() returns trigger language plpgsql security definer as $$
            begin
                insert into chaos.k_log (tx, job_id, question_id, version, k) values (txid_current(),
                    nullif(current_setting('qbank.job_id', true), ''), new.question_id, new.version, new.sh_p);
                return null;
            end $$""", """
            create trigger chaos_note after insert or update on calibration_run
                for each row execute function chaos.note_run()""", """
            create trigger chaos_note after insert or update on item_exposure_control
                for each row execute function chaos.note_k()""");

    private static final String STEPS = "select job_id, exam_code, state, attempt from chaos.run_log order by id";
    private static final String WRITES = "select distinct job_id, tx from chaos.k_log where job_id is not null";
    private static final String CONTROLS = """
            select distinct question_id || '/' || version, sh_p
              from item_exposure_control join question_publications using (question_id) where version = live_version""";

    private BankLook() {}

    /** Opens the books. */
    static void prepare(String superuserUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuserUrl);
                Statement statement = connection.createStatement()) {
            for (String each : BOOKS) statement.execute(each);
        }
    }

    /** What was found, see {@link Runs} and {@link Controls}. */
    record Found(List<Runs.Step> steps, Map<String, Set<Long>> writes, Map<String, Double> controls) {}

    static Found look(String superuserUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuserUrl);
                Statement statement = connection.createStatement()) {
            List<Runs.Step> steps = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(STEPS)) {
                while (row.next())
                    steps.add(new Runs.Step(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)));
            }
            Map<String, Set<Long>> writes = new HashMap<>();
            try (ResultSet row = statement.executeQuery(WRITES)) {
                while (row.next())
                    writes.computeIfAbsent(row.getString(1), first -> new HashSet<>())
                            .add(row.getLong(2));
            }
            Map<String, Double> controls = new TreeMap<>();
            try (ResultSet row = statement.executeQuery(CONTROLS)) {
                while (row.next()) controls.put(row.getString(1), row.getDouble(2));
            }
            return new Found(steps, writes, controls);
        }
    }
}
