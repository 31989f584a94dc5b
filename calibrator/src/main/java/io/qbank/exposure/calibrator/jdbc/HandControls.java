package io.qbank.exposure.calibrator.jdbc;

import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.ItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Setting one published item's k, cap or lock. */
final class HandControls {
    private static final String PUBLISHED = """
            select exists (select from question_publications qp
                             join question_versions qv on qv.question_id = qp.question_id and qv.version = qp.live_version
                            where qv.question_id = ? and qv.version = ? and qv.state = 'published')""";

    /** What is null in the proposal stays as it is, or takes the table's default. */
    private static final String SET = """
            with wanted (k, cap, locked) as (values (?::float8, ?::float8, ?::boolean))
            insert into item_exposure_control as iec (question_id, version, sh_p, cap, own_cap, locked)
            select ?, ?, coalesce(k, 1.0), cap, cap, coalesce(locked, false) from wanted
            on conflict (question_id, version) do update
               set sh_p = coalesce((select k from wanted), iec.sh_p),
                   cap = coalesce((select cap from wanted), iec.cap),
                   own_cap = coalesce((select cap from wanted), iec.own_cap),
                   locked = coalesce((select locked from wanted), iec.locked)""";

    private HandControls() {}

    static Optional<String> apply(Connection connection, Command.SetControl control, Instant now) throws SQLException {
        if (!published(connection, control.item())) return Optional.of("item " + control.item() + " is not published");
        new Actor(control.origin().requestedBy(), now, null, control.origin().commandId()).enter(connection);
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setObject(1, control.k(), Types.DOUBLE);
            set.setObject(2, control.cap(), Types.DOUBLE);
            set.setObject(3, control.locked(), Types.BOOLEAN);
            set.setLong(4, control.item().questionId());
            set.setInt(5, control.item().version());
            set.executeUpdate();
        }
        return Optional.empty();
    }

    private static boolean published(Connection connection, ItemKey item) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PUBLISHED)) {
            query.setLong(1, item.questionId());
            query.setInt(2, item.version());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
