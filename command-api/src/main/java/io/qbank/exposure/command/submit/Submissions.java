package io.qbank.exposure.command.submit;

import io.qbank.exposure.command.view.Views;
import java.time.Clock;
import java.time.Duration;

/**
 * Everything the API can do, over one log.
 *
 * @param patience how long a sender is kept waiting for an answer to its command, in real time
 */
public record Submissions(
        StartCalibration start,
        EndRun end,
        SetControl control,
        SetPolicy policy,
        Ids ids,
        String tenantId,
        Clock clock,
        Duration patience) {
    /** Long enough for a calibrator that works, short enough for who waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    public static Submissions over(
            CommandLog log, Views views, Ids ids, String tenantId, Clock clock, Duration patience) {
        Desk desk = new Desk(log, views.outcomes(), views.changes(), patience);
        return new Submissions(
                new StartCalibration(log, views.runs(), ids, tenantId, clock),
                new EndRun(desk, ids, clock),
                new SetControl(desk, views.items(), ids, tenantId, clock),
                new SetPolicy(desk, views.policies()),
                ids,
                tenantId,
                clock,
                patience);
    }
}
