package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Claim;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.Turn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claims of runs, so that two that share an item never overlap, however many calibrators there are.
 *
 * <p>A running run holds its items: one row each in calibration_run_item, written with the claim and removed with the end.
 * All claims of a database go one after the other under {@link ClaimLock}, so between reading who holds what and holding
 * more there is nobody. What is held is what was read when the run was claimed, and just that is simulated and written:
 * publishing an item meanwhile does not let two runs meet. A run whose lease has expired still holds its items until it is
 * claimed again or ends, since its owner may only be slow.
 */
final class Claims {
    private static final int MOST_CONSIDERED = 32;

    /** The next run of each exam, in the order of {@link JobStore#claim}. */
    private static final String HEADS = """
            select job_id, exam_code
              from (select distinct on (exam_code) job_id, exam_code, position, state
                      from calibration_run
                     where state = 'queued' or state = 'running'
                     order by exam_code, state desc, position) head
             where state = 'queued'
                or (select lease_until from calibration_run r where r.job_id = head.job_id) < clock_timestamp()
             order by state desc,
                      (select max(claimed_at) from calibration_run r
                        where r.exam_code = head.exam_code and claimed_at is not null) nulls first,
                      position
             limit ?""";

    private static final String HELD = "select question_id, version, job_id from calibration_run_item";

    private static final String TAKE = """
            update calibration_run
               set crashes = crashes + case state when 'running' then 1 else 0 end,
                   state = 'running', attempt = attempt + 1, fence = fence + 1, seq = 0,
                   claimed_at = clock_timestamp(), claimed_by = ?, started_at = coalesce(started_at, ?),
                   lease_until = clock_timestamp() + ? * interval '1 millisecond'
             where job_id = (select job_id from calibration_run
                              where job_id = ?
                                and (state = 'queued' or state = 'running' and lease_until < clock_timestamp())
                                for update skip locked)
            returning *""";

    private static final String HOLD = """
            insert into calibration_run_item (question_id, version, job_id)
            select distinct question_id, version, ? from unnest(?::bigint[], ?::int[]) as pool(question_id, version)""";

    private static final String EPOCH = """
            select max(effective_from) as epoch from item_exposure_control
              join calibration_run_item using (question_id, version) where calibration_run_item.job_id = ?""";

    private Claims() {}

    static Optional<Claim> next(Connection connection, String owner, Duration lease, Instant now) throws SQLException {
        if (heads(connection).isEmpty()) return Optional.empty();
        ClaimLock.take(connection);
        Turn turn = new Turn(held(connection));
        for (Head head : heads(connection)) {
            List<PoolRow> pool = PoolRepository.rows(connection, head.examCode());
            Set<ItemKey> items = pool.stream().map(PoolRow::key).collect(Collectors.toSet());
            if (!turn.comes(head.jobId(), items)) continue;
            Optional<Claim> claim = take(connection, head.jobId(), pool, owner, lease, now);
            if (claim.isPresent()) return claim;
        }
        return Optional.empty();
    }

    /** The run holds nothing any more. */
    static void drop(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement drop =
                connection.prepareStatement("delete from calibration_run_item where job_id = ?")) {
            drop.setString(1, jobId);
            drop.executeUpdate();
        }
    }

    private static List<Head> heads(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HEADS)) {
            query.setInt(1, MOST_CONSIDERED);
            List<Head> heads = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) heads.add(new Head(row.getString("job_id"), row.getString("exam_code")));
            }
            return heads;
        }
    }

    private static Map<ItemKey, String> held(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HELD);
                ResultSet row = query.executeQuery()) {
            Map<ItemKey, String> held = new HashMap<>();
            while (row.next()) held.put(new ItemKey(row.getLong(1), row.getInt(2)), row.getString(3));
            return held;
        }
    }

    private static Optional<Claim> take(
            Connection connection, String jobId, List<PoolRow> pool, String owner, Duration lease, Instant now)
            throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, owner);
            RunRows.set(take, 2, now);
            take.setLong(3, lease.toMillis());
            take.setString(4, jobId);
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) return Optional.empty();
                hold(connection, jobId, pool);
                return Optional.of(new Claim(
                        RunRows.step(row).job(),
                        row.getInt("attempt"),
                        row.getLong("fence"),
                        row.getInt("crashes"),
                        () -> PoolRow.pool(pool),
                        epoch(connection, jobId)));
            }
        }
    }

    // What an earlier attempt held is what the exam had then.
    private static void hold(Connection connection, String jobId, List<PoolRow> pool) throws SQLException {
        drop(connection, jobId);
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setString(1, jobId);
            hold.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            pool.stream().map(row -> row.key().questionId()).toArray()));
            hold.setArray(
                    3,
                    connection.createArrayOf(
                            "int", pool.stream().map(row -> row.key().version()).toArray()));
            hold.executeUpdate();
        }
    }

    private static Optional<Instant> epoch(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EPOCH)) {
            query.setString(1, jobId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(RunRows.instant(row, "epoch"));
            }
        }
    }

    private record Head(String jobId, String examCode) {}
}
