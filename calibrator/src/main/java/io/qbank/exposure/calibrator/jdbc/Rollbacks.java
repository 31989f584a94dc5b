package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.Refusals;
import io.qbank.exposure.calibrator.job.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Bringing back what held before a run, out of the history that the run left. Later changes of the same items go with it,
 * except of items locked since and of caps given by hand; all of it is in the history in its turn.
 */
final class Rollbacks {
    private static final String HOLDER = """
            select min(held.job_id) from calibration_run_item held
              join item_exposure_history h using (question_id, version) where h.job_id = ?""";

    private static final String BRING_BACK = """
            with before as (select distinct on (question_id, version) question_id, version, old_k, old_cap, old_rejection
                              from item_exposure_history where job_id = ? order by question_id, version, id)
            update item_exposure_control iec
               set sh_p = coalesce(old_k, 1.0), cap = least(own_cap, old_cap),
                   rejection = coalesce(old_rejection, 'reconsider')
              from before
             where iec.question_id = before.question_id and iec.version = before.version and not iec.locked
               and (iec.sh_p, iec.cap, iec.rejection)
                   is distinct from (coalesce(old_k, 1.0), least(own_cap, old_cap), coalesce(old_rejection, 'reconsider'))""";

    private Rollbacks() {}

    static Optional<String> apply(Connection connection, Command.Rollback rollback, Instant now) throws SQLException {
        ClaimLock.take(connection);
        Optional<Step> run = RunRows.find(connection, rollback.jobId());
        if (run.isEmpty()) return Optional.of("there is no run " + rollback.jobId());
        Optional<String> refusal = Refusals.ofRollback(rollback, run.get());
        if (refusal.isPresent()) return refusal;
        Optional<String> holder = holder(connection, rollback.jobId());
        if (holder.isPresent()) return holder.map(job -> "run " + job + " is calibrating these items now");
        new Actor(rollback.origin().requestedBy(), now, null, rollback.origin().commandId()).enter(connection);
        return bringBack(connection, rollback.jobId()) > 0 ? Optional.empty() : Optional.of("nothing to roll back");
    }

    private static Optional<String> holder(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
            query.setString(1, jobId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1));
            }
        }
    }

    private static int bringBack(Connection connection, String jobId) throws SQLException {
        try (PreparedStatement bring = connection.prepareStatement(BRING_BACK)) {
            bring.setString(1, jobId);
            return bring.executeUpdate();
        }
    }
}
