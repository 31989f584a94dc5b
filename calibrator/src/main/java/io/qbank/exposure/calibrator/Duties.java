package io.qbank.exposure.calibrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.jdbc.JdbcCommandStore;
import io.qbank.exposure.calibrator.jdbc.JdbcJobStore;
import io.qbank.exposure.calibrator.job.Announcement;
import io.qbank.exposure.calibrator.job.CommandIntake;
import io.qbank.exposure.calibrator.job.CommandSource;
import io.qbank.exposure.calibrator.job.Heartbeat;
import io.qbank.exposure.calibrator.job.JobRunner;
import io.qbank.exposure.calibrator.job.JobStore;
import io.qbank.exposure.calibrator.job.Outcomes;
import io.qbank.exposure.calibrator.job.RunMetrics;
import io.qbank.exposure.calibrator.job.RunnerConfig;
import io.qbank.exposure.calibrator.kafka.CalibrationMessages;
import io.qbank.exposure.calibrator.kafka.KafkaAnnouncement;
import io.qbank.exposure.calibrator.kafka.Sender;
import io.qbank.exposure.schemas.service.DutyThread;
import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The calibrator's threads: one takes in commands, some run calibrations, one keeps their leases, one sweeps up what a crash
 * left. Closed in reverse order, so that a run at hand is given back while its lease is still kept.
 */
final class Duties implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LOOK_FOR_RUNS = Duration.ofMillis(100);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int MOST_CRASHES = 5;

    /** Well beyond the retention of commands.calibration, so that a command which comes again finds its receipt. */
    private static final Duration RECEIPTS_KEPT = Duration.ofDays(40);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    /** Drawn seeds are whole numbers that every reader of JSON keeps exactly. */
    private static final long SEEDS = 1L << 53;

    private final Deque<DutyThread> threads = new ArrayDeque<>();
    private final Pulse intake;
    private final Pulse sweep;

    private Duties(Pulse intake, Pulse sweep) {
        this.intake = intake;
        this.sweep = sweep;
    }

    static Duties start(
            CalibratorConfig config,
            Clock clock,
            StopSignal stop,
            Database database,
            CommandSource commands,
            Sender sender,
            MeterRegistry registry) {
        CalibrationMessages messages = new CalibrationMessages(config.kafka().tenantId(), threads(config));
        Announcement announcement = new KafkaAnnouncement(sender, messages);
        JobStore jobs = new JdbcJobStore(database.transactions());
        CommandIntake.Stores stores = new CommandIntake.Stores(new JdbcCommandStore(database.transactions()), jobs);
        RunMetrics metrics = new RunMetrics(registry);
        Heartbeat heartbeat = new Heartbeat();
        Outcomes outcomes = new Outcomes(jobs, announcement, metrics);
        Pulse intake = new Pulse(new CommandIntake(
                commands,
                stores,
                messages,
                announcement,
                metrics,
                clock,
                () -> ThreadLocalRandom.current().nextLong(SEEDS),
                config.maxCandidates())::doWork);
        Pulse sweep = new Pulse(() -> {
            metrics.waiting(jobs.waiting());
            stores.commands().forget(clock.instant().minus(RECEIPTS_KEPT), FORGOTTEN_AT_ONCE);
            return outcomes.sweep();
        });
        Duties duties = new Duties(intake, sweep);
        duties.threads.push(DutyThread.start("heartbeat", heartbeat::doWork, BEAT));
        duties.threads.push(DutyThread.start("outcome-sweep", sweep, SWEEP));
        String instance = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 1; i <= config.concurrency(); i++) {
            RunnerConfig settings =
                    new RunnerConfig(instance + '-' + i, config.lease(), config.jobTimeout(), MOST_CRASHES);
            JobRunner runner =
                    new JobRunner(jobs, messages, announcement, heartbeat, metrics, clock, settings, stop::raised);
            duties.threads.push(DutyThread.start("job-runner-" + i, runner::doWork, LOOK_FOR_RUNS));
        }
        duties.threads.push(DutyThread.start("command-intake", intake, AT_ONCE));
        return duties;
    }

    /** One for each thread that asks the database. */
    static int connections(CalibratorConfig config) {
        return config.concurrency() + 3;
    }

    /** Whether commands are taken in and the database answers. */
    boolean ready() {
        return intake.within(SILENCE) && sweep.within(SILENCE);
    }

    /** Whether every thread still works; a dead one asks for a restart. */
    boolean live() {
        return threads.stream().allMatch(DutyThread::alive);
    }

    @Override
    public void close() {
        threads.forEach(DutyThread::close);
    }

    private static int threads(CalibratorConfig config) {
        return config.threads() > 0
                ? config.threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / config.concurrency());
    }
}
