package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.topic.Keys;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Reads items and policies as they are now. One thread, one connection, which is its owner's.
 *
 * <p>The position is asked for before the snapshot is taken: whoever asks one after the other, here or on another machine,
 * gets positions in the order of what the reads saw.
 */
final class BankReader {
    private static final String ITEMS = """
            select qv.question_id, qv.version, qv.topic_id,
                   coalesce(ic.a, 1.0) as a, coalesce(ic.b, 0.0) as b, coalesce(ic.c, 0.2) as c,
                   coalesce(iec.sh_p, 1.0) as k, iec.cap, iec.own_cap, coalesce(iec.rejection, 'reconsider') as rejection,
                   coalesce(iec.locked, false) as locked, iec.job_id, iec.effective_from, history.changes,
                   array_agg(distinct qp.exam_code) as exams
              from question_publications qp
              join question_versions qv on qv.question_id = qp.question_id and qv.version = qp.live_version
              left join item_calibration ic
                on ic.question_id = qv.question_id and ic.version = qv.version and ic.model = '3pl'
              left join item_exposure_control iec
                on iec.question_id = qv.question_id and iec.version = qv.version
              left join lateral (
                select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                         'at', to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                         'by', changed_by, 'job_id', job_id, 'command_id', command_id,
                         'old_k', old_k, 'new_k', new_k, 'old_cap', old_cap, 'new_cap', new_cap,
                         'old_rejection', old_rejection, 'new_rejection', new_rejection,
                         'old_locked', old_locked, 'new_locked', new_locked)) order by id desc) as changes
                  from (select * from item_exposure_history past
                         where past.question_id = qv.question_id and past.version = qv.version
                         order by past.id desc limit 20) latest) history on true
             where qv.state = 'published' and qp.exam_code is not null
               and (?::bigint[] is null or qp.question_id = any(?::bigint[]))
             group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
             order by 1, 2, 4, 5, 6, 7""";
    private static final String POLICIES = """
            select exam_code, parameters, auto_recalibrate, cooldown_minutes, limit_per_day,
                   drift_alpha, drift_delta, updated_by, updated_at
              from calibration_policy
             where ?::text[] is null or exam_code = any(?::text[])""";
    private static final String POSITION = "select pg_current_wal_insert_lsn()";
    // The first statement of the transaction takes its snapshot.
    private static final String SNAPSHOT =
            "select txid_current_snapshot()::text, (extract(epoch from clock_timestamp()) * 1000)::bigint";

    private final Connection connection;
    private final String tenantId;
    private final long notBelow;
    private final ExamCodes examCodes = new ExamCodes();

    /** @param notBelow the least position to give: a restored database may have fallen behind what it said before */
    BankReader(Connection connection, String tenantId, long notBelow) throws SQLException {
        this.connection = connection;
        this.tenantId = tenantId;
        this.notBelow = notBelow;
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    /** The items of these questions and the policies of these exams; empty if not all these transactions are visible yet. */
    Optional<BankView> read(Collection<Long> questions, Collection<String> exams, Set<Long> transactions)
            throws SQLException {
        return view(
                connection.createArrayOf("bigint", questions.toArray()),
                connection.createArrayOf("text", exams.toArray()),
                transactions);
    }

    /** Everything published. */
    BankView readAll() throws SQLException {
        return view(null, null, Set.of()).orElseThrow();
    }

    /** The position of the database's log, whatever was given before. */
    static long position(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSITION)) {
            row.next();
            return LogSequenceNumber.valueOf(row.getString(1)).asLong();
        }
    }

    private Optional<BankView> view(@Nullable Array questions, @Nullable Array exams, Set<Long> transactions)
            throws SQLException {
        long lsn = Math.max(notBelow, position(connection));
        connection.setAutoCommit(false);
        try {
            BankView view = begin(lsn);
            if (!view.snapshot().sees(transactions)) return Optional.empty();
            items(questions, view);
            policies(exams, view);
            return Optional.of(view);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private BankView begin(long lsn) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SNAPSHOT)) {
            row.next();
            return new BankView(lsn, Snapshot.parse(row.getString(1)), row.getLong(2), Shelf.empty(), Shelf.empty());
        }
    }

    private void items(@Nullable Array questions, BankView into) throws SQLException {
        each(ITEMS, questions, row -> {
            String key = Keys.item(tenantId, row.getLong("question_id"), row.getInt("version"));
            try {
                List<String> exams =
                        examCodes.usable((String[]) row.getArray("exams").getArray(), key);
                into.items().valid().putIfAbsent(key, BankRows.item(row, tenantId, exams, into.lsn()));
            } catch (RuntimeException broken) { // whatever it is: one row holds nothing up
                into.items().broken().put(key, reason(broken));
            }
        });
    }

    private void policies(@Nullable Array exams, BankView into) throws SQLException {
        each(POLICIES, exams, row -> {
            String key = Keys.exam(tenantId, row.getString("exam_code"));
            try {
                into.policies().valid().put(key, BankRows.policy(row, tenantId, into.lsn()));
            } catch (RuntimeException broken) { // likewise
                into.policies().broken().put(key, reason(broken));
            }
        });
    }

    private static String reason(RuntimeException broken) {
        return broken instanceof IllegalArgumentException ? String.valueOf(broken.getMessage()) : broken.toString();
    }

    private void each(String query, @Nullable Array keys, Row take) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, keys);
            statement.setArray(2, keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) take.from(rows);
            }
        }
    }

    private interface Row {
        void from(ResultSet row) throws SQLException;
    }
}
