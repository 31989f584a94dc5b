package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Claim;
import io.qbank.exposure.calibrator.job.Conclusion;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.Standing;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Runs in PostgreSQL. Leases run on its clock; whoever holds the latest fence, and nobody else, may write. */
public final class JdbcJobStore implements JobStore {
    private static final String STANDING =
            "select cancel_requested_at is not null from calibration_run where job_id = ? and fence = ? and state = 'running'";
    private static final String RENEW = """
            update calibration_run set lease_until = clock_timestamp() + ? * interval '1 millisecond'
             where job_id = ? and fence = ? and state = 'running'
            returning cancel_requested_at is not null""";
    private static final String RELEASE = """
            update calibration_run set state = 'queued', seq = ?, lease_until = null, claimed_by = null
             where job_id = ? and fence = ? and state = 'running'""";
    private static final String HOLD = STANDING + " for update";
    private static final String CONCLUDE = """
            update calibration_run
               set state = ?, seq = ?, current_iter = ?, avg_exp = ?, max_over = ?, finished_at = ?, result = ?::json,
                   error = ?, lease_until = null
             where job_id = ? and fence = ? and state = 'running'
            returning *""";
    private static final String UNANNOUNCED = """
            select * from calibration_run
             where state in ('done', 'empty', 'failed', 'cancelled') and announced_at is null
             order by position limit ?""";

    private final Transactions transactions;

    public JdbcJobStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Step> find(String jobId) {
        return transactions.in(connection -> RunRows.find(connection, jobId));
    }

    @Override
    public Optional<Claim> claim(String owner, Duration lease, Instant now) {
        return transactions.in(connection -> Claims.next(connection, owner, lease, now));
    }

    @Override
    public Standing standing(Claim claim) {
        return transactions.in(connection -> standing(connection, STANDING, claim));
    }

    @Override
    public Standing renew(Claim claim, Duration lease) {
        return transactions.in(connection -> {
            try (PreparedStatement renew = connection.prepareStatement(RENEW)) {
                renew.setLong(1, lease.toMillis());
                renew.setString(2, claim.job().jobId());
                renew.setLong(3, claim.fence());
                return standing(renew);
            }
        });
    }

    @Override
    public void release(Claim claim, Step last) {
        transactions.run(connection -> {
            try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                release.setInt(1, last.seq());
                release.setString(2, claim.job().jobId());
                release.setLong(3, claim.fence());
                if (release.executeUpdate() == 1)
                    Claims.drop(connection, claim.job().jobId());
            }
        });
    }

    @Override
    public Optional<Step> conclude(Claim claim, Step last, Conclusion conclusion, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return transactions.in(connection -> {
            Standing standing = standing(connection, HOLD, claim);
            if (standing == Standing.LOST) return Optional.empty();
            Conclusion actual = standing == Standing.CANCELLED ? Conclusion.cancelled() : conclusion;
            int updated = write(connection, claim.job(), actual, at);
            Claims.drop(connection, claim.job().jobId());
            return Optional.of(end(connection, claim, actual.after(last, updated, at)));
        });
    }

    @Override
    public List<Step> unannounced(int most) {
        return transactions.in(connection -> {
            try (PreparedStatement query = connection.prepareStatement(UNANNOUNCED)) {
                query.setInt(1, most);
                return RunRows.steps(query);
            }
        });
    }

    @Override
    public void announced(String jobId) {
        transactions.run(connection -> {
            try (PreparedStatement mark = connection.prepareStatement(
                    "update calibration_run set announced_at = now() where job_id = ? and announced_at is null")) {
                mark.setString(1, jobId);
                mark.executeUpdate();
            }
        });
    }

    @Override
    public int waiting() {
        return transactions.in(connection -> {
            try (PreparedStatement count =
                            connection.prepareStatement("select count(*) from calibration_run where state = 'queued'");
                    ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    private static int write(Connection connection, Job job, Conclusion conclusion, Instant at) throws SQLException {
        if (conclusion.state() != State.DONE) return 0;
        if (job.dryRun()) return Controls.writable(connection, conclusion.items());
        new Actor(job.requestedBy(), at, job.jobId(), null).enter(connection);
        return Controls.write(connection, conclusion.items(), conclusion.rejection());
    }

    // The row was locked by this transaction, so it is there; what comes back is what every later announcement says.
    private static Step end(Connection connection, Claim claim, Step terminal) throws SQLException {
        try (PreparedStatement conclude = connection.prepareStatement(CONCLUDE)) {
            conclude.setString(1, terminal.state().text());
            conclude.setInt(2, terminal.seq());
            conclude.setInt(3, terminal.currentIter());
            conclude.setObject(4, terminal.avgExp());
            conclude.setObject(5, terminal.maxOver());
            RunRows.set(conclude, 6, terminal.at());
            conclude.setString(7, terminal.result());
            conclude.setString(8, terminal.reason());
            conclude.setString(9, claim.job().jobId());
            conclude.setLong(10, claim.fence());
            return RunRows.steps(conclude).get(0);
        }
    }

    private static Standing standing(Connection connection, String query, Claim claim) throws SQLException {
        try (PreparedStatement standing = connection.prepareStatement(query)) {
            standing.setString(1, claim.job().jobId());
            standing.setLong(2, claim.fence());
            return standing(standing);
        }
    }

    private static Standing standing(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) return Standing.LOST;
            return row.getBoolean(1) ? Standing.CANCELLED : Standing.HELD;
        }
    }
}
