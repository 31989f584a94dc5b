package io.qbank.exposure.schemas.topic;

import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.progress.Progress;
import java.time.Duration;
import java.util.List;

/** The catalogue: each topic once, with its contract, writer and retention. */
public final class Topics {
    private static final String DELETE = "delete";
    private static final String COMPACT = "compact";
    private static final String BOTH = "compact,delete";

    /** Largest record of commands, runs and policies in bytes: ten thousand topics with a cap and a weight each, and their report. */
    public static final int LARGE = 4 * 1024 * 1024;

    /** Key: session. Written by the delivery platform, only read here; shared with other event types. Seven days. */
    public static final Topic<QbankEvent> EVENTS = topic("events.qbank", QbankEvent.class, DELETE, 7, 8);
    /** Key as in. The original bytes with the reason in headers. Sole writer: exposure-counter. Thirty days. */
    public static final Topic<byte[]> EVENTS_REJECTED = topic("events.qbank.rejected", byte[].class, DELETE, 30, 4);
    /** Key: tenant, exam, item, day. Sole writer: exposure-counter. The latest count of each item and day. */
    public static final Topic<DailyExposure> DAILY = topic("exposure.daily", DailyExposure.class, BOTH, 35, 4);
    /** Key: tenant, exam, day. Sole writer: exposure-counter. */
    public static final Topic<DailySessions> SESSIONS = topic("exposure.sessions", DailySessions.class, BOTH, 35, 4);
    /** Key: tenant, exam, day. Sole writer: exposure-counter. What became of every event. */
    public static final Topic<DailyOutcomes> OUTCOMES = topic("exposure.outcomes", DailyOutcomes.class, BOTH, 35, 4);
    /** Key: tenant, exam, item, day. Sole writer: exposure-counter. Evidence against the cap. */
    public static final Topic<Evidence> EVIDENCE = topic("exposure.evidence", Evidence.class, BOTH, 35, 4);
    /** Key: tenant, exam. Sole writer: exposure-counter. Alerts, and the run each triggered or why none. */
    public static final Topic<DriftEvent> DRIFT = topic("exposure.drift", DriftEvent.class, DELETE, 400, 4);
    /** Key: tenant, exam; for control.set tenant, item. Anybody writes; the calibrator reads. Thirty days. */
    public static final Topic<CalibrationCommand> COMMANDS = topic(
                    "commands.calibration", CalibrationCommand.class, DELETE, 30, 4)
            .upTo(LARGE);
    /** Key: command. Sole writer: calibrator. Applied or refused, with the reason. */
    public static final Topic<CommandOutcome> COMMAND_OUTCOMES =
            topic("commands.outcome", CommandOutcome.class, DELETE, 30, 4).upTo(LARGE);
    /** Key as in. Commands that could not be parsed, the reason in headers. Sole writer: calibrator. */
    public static final Topic<byte[]> COMMANDS_REJECTED =
            topic("commands.calibration.rejected", byte[].class, DELETE, 30, 4);
    /** Key: job, attempt, seq. Written by the calibrator; the first queued by command-api too. */
    public static final Topic<Progress> PROGRESS =
            topic("progress.calibration", Progress.class, BOTH, 90, 4).upTo(LARGE);
    /** Key: tenant, item. Sole writer: the calibrator's CDC relay. Tombstone: no longer published. */
    public static final Topic<ItemState> ITEMS = topic("exposure.items", ItemState.class, COMPACT, 0, 4);
    /** Key: tenant, exam. Sole writer: the calibrator's CDC relay. */
    public static final Topic<ExamPolicy> POLICIES =
            topic("exposure.policies", ExamPolicy.class, COMPACT, 0, 4).upTo(LARGE);

    private Topics() {}

    /** Every topic, in the order of the flow: what a broker must have before the services start. */
    public static List<Topic<?>> all() {
        return List.of(
                EVENTS,
                EVENTS_REJECTED,
                DAILY,
                SESSIONS,
                OUTCOMES,
                EVIDENCE,
                DRIFT,
                COMMANDS,
                COMMAND_OUTCOMES,
                COMMANDS_REJECTED,
                PROGRESS,
                ITEMS,
                POLICIES);
    }

    private static <V> Topic<V> topic(String name, Class<V> type, String cleanup, int days, int partitions) {
        return new Topic<>(name, type, cleanup, Duration.ofDays(days), partitions, 0);
    }
}
