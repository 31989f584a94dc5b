package io.qbank.exposure.calibrator.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who changes k and caps in a transaction, and from when it counts. The table's triggers book it; a transaction that names
 * nobody is booked under its database role.
 *
 * @param name of a person or service
 * @param at when the change counts from
 * @param jobId the run that changes, or null
 * @param commandId the command that asked, or null
 */
public record Actor(
        String name,
        Instant at,
        @Nullable String jobId,
        @Nullable String commandId) {
    private static final String ENTER = """
            select set_config('qbank.actor', ?, true), set_config('qbank.effective_from', ?, true),
                   set_config('qbank.job_id', ?, true), set_config('qbank.command_id', ?, true)""";

    /** Names the actor until the transaction ends. */
    void enter(Connection connection) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, name);
            enter.setString(2, at.truncatedTo(ChronoUnit.MICROS).toString());
            enter.setString(3, jobId == null ? "" : jobId);
            enter.setString(4, commandId == null ? "" : commandId);
            enter.execute();
        }
    }
}
