package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The published items of an exam, and their k values and caps. Thread-safe. */
public final class PoolRepository {
    /**
     * v7's joins and defaults. A publication listed twice is one; a cap a run once set is not the item's own. Columns that v7
     * did not have are read by way of JSON, which does not mind if they are not there: a dry run must not migrate.
     */
    private static final String POOL = """
            select qv.question_id, qv.version, qv.topic_id,
                   coalesce(ic.a, 1.0) as a, coalesce(ic.b, 0.0) as b, coalesce(ic.c, 0.2) as c,
                   coalesce(iec.sh_p, 1.0) as k, (to_jsonb(iec)->>'own_cap')::float8 as own_cap,
                   coalesce((to_jsonb(iec)->>'locked')::boolean, false) as locked
              from (select distinct question_id, live_version from question_publications where exam_code = ?) qp
              join question_versions qv on qv.question_id = qp.question_id and qv.version = qp.live_version
              left join item_calibration ic
                on ic.question_id = qv.question_id and ic.version = qv.version and ic.model = '3pl'
              left join item_exposure_control iec on iec.question_id = qv.question_id and iec.version = qv.version
             where qv.state = 'published'
             order by qv.question_id, qv.version""";

    private static final String HELD = """
            select min(job_id) from calibration_run_item
              join unnest(?::bigint[], ?::int[]) as mine(question_id, version) using (question_id, version)""";

    private final Transactions transactions;

    public PoolRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The pool in the order of (question_id, version); empty for an exam that is unknown or has nothing published.
     *
     * @throws IllegalArgumentException naming the item if the bank holds a value outside the model's range
     */
    public Pool load(String examCode) {
        return PoolRow.pool(transactions.in(connection -> rows(connection, examCode)));
    }

    /**
     * Writes k, cap and rejection of every item that is not locked and still has the cap of its own that it was read with, with
     * their history, in one transaction.
     *
     * @return items written
     * @throws IllegalStateException naming the run if one is calibrating any of these items now
     */
    public int write(List<ItemResult> items, Rejection rejection, Actor actor) {
        return transactions.in(connection -> {
            ClaimLock.take(connection);
            refuseHeld(connection, items);
            actor.enter(connection);
            return Controls.write(connection, items, rejection);
        });
    }

    static List<PoolRow> rows(Connection connection, String examCode) throws SQLException {
        try (PreparedStatement pool = connection.prepareStatement(POOL)) {
            pool.setString(1, examCode);
            List<PoolRow> rows = new ArrayList<>();
            try (ResultSet row = pool.executeQuery()) {
                while (row.next()) rows.add(PoolRow.of(row));
            }
            return rows;
        }
    }

    private static void refuseHeld(Connection connection, List<ItemResult> items) throws SQLException {
        try (PreparedStatement held = connection.prepareStatement(HELD)) {
            held.setArray(1, Controls.questions(connection, items));
            held.setArray(2, Controls.versions(connection, items));
            try (ResultSet row = held.executeQuery()) {
                row.next();
                if (row.getString(1) != null)
                    throw new IllegalStateException("run " + row.getString(1) + " is calibrating these items now");
            }
        }
    }
}
