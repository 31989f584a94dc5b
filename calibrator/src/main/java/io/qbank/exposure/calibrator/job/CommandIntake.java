package io.qbank.exposure.calibrator.job;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns commands into rows: a run to be done, an item's control, a policy. A command is committed at its source only when its
 * effect, its receipt and the announcement of both are safe, so each may be handled twice and has one effect. One thread.
 */
public final class CommandIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);
    private final CommandSource source;
    private final CommandStore commands;
    private final JobStore jobs;
    private final Documents documents;
    private final Announcement announcement;
    private final Outcomes outcomes;
    private final RunMetrics metrics;
    private final Clock clock;
    private final LongSupplier seeds;
    private final long mostCandidates;
    private final Queue<Command> pending = new ArrayDeque<>();

    /**
     * Begins with nothing at hand.
     *
     * @param seeds draws a seed for a run that came without
     * @param mostCandidates limit of what one run simulates
     */
    public CommandIntake(
            CommandSource source,
            Stores stores,
            Documents documents,
            Announcement announcement,
            RunMetrics metrics,
            Clock clock,
            LongSupplier seeds,
            long mostCandidates) {
        this.source = source;
        this.commands = stores.commands();
        this.jobs = stores.jobs();
        this.documents = documents;
        this.announcement = announcement;
        this.outcomes = new Outcomes(jobs, announcement, metrics);
        this.metrics = metrics;
        this.clock = clock;
        this.seeds = seeds;
        this.mostCandidates = mostCandidates;
    }

    /** Both sides of the run table. */
    public record Stores(CommandStore commands, JobStore jobs) {}

    /**
     * Handles what has arrived. When the world is broken in the middle, the command at hand stays the first to be handled. A
     * command that breaks its handling for good is refused, so that it keeps nobody waiting.
     *
     * @return commands handled
     */
    public int doWork() {
        if (pending.isEmpty()) pending.addAll(source.poll());
        int handled = 0;
        for (Command command = pending.peek(); command != null; command = pending.peek()) {
            handleOrRefuse(command);
            pending.remove();
            handled++;
        }
        source.commit();
        return handled;
    }

    private void handleOrRefuse(Command command) {
        try {
            handle(command);
        } catch (RuntimeException failure) {
            if (PortException.passes(failure)) throw failure;
            LOG.error("command {} cannot be handled", command.origin().commandId(), failure);
            metrics.broken();
            announcement.receipt(refuse(command, Reason.of(failure)));
        }
    }

    // Its effect was rolled back, or stands with a receipt, which is told then. A run that was told to be queued has to
    // end.
    private Receipt refuse(Command command, String reason) {
        return command instanceof Command.Start start
                ? fail(start, reason)
                : commands.refuse(command.origin(), reason, clock.instant());
    }

    private void handle(Command command) {
        Receipt receipt = commands.receipt(command.origin().commandId()).orElseGet(() -> apply(command));
        announcement.receipt(receipt);
        Optional.ofNullable(receipt.jobId())
                .flatMap(jobs::find)
                .filter(step -> step.state().terminal())
                .ifPresent(outcomes::announce);
    }

    private Receipt apply(Command command) {
        return command.match(
                this::start,
                cancel -> commands.cancel(cancel, clock.instant()),
                rollback -> commands.rollback(rollback, clock.instant()),
                control -> commands.setControl(control, clock.instant()),
                this::setPolicy,
                invalid -> invalid.run()
                        .map(run -> fail(run, invalid.reason()))
                        .orElseGet(() -> commands.refuse(invalid.origin(), invalid.reason(), clock.instant())));
    }

    // Queued is told before the row exists: once it does, a runner may tell of what comes later.
    private Receipt start(Command.Start start) {
        Job job = start.job(seeds.getAsLong());
        try {
            Effort.require(documents.plan(job.parameters(), job.seed()), mostCandidates);
        } catch (IllegalArgumentException refused) {
            return fail(start, String.valueOf(refused.getMessage()));
        }
        Step queued = Step.queued(job, clock.instant());
        if (jobs.find(job.jobId()).isEmpty()) announcement.progress(queued);
        return commands.file(start.origin(), queued);
    }

    private Receipt fail(Command.Start start, String reason) {
        Job job = start.job(start.seed().orElse(0));
        return commands.file(start.origin(), Step.refused(job, State.FAILED, reason, clock.instant()));
    }

    private Receipt setPolicy(Command.SetPolicy set) {
        try {
            Effort.require(documents.plan(set.policy().parameters(), 0), mostCandidates);
        } catch (IllegalArgumentException refused) {
            return commands.refuse(set.origin(), String.valueOf(refused.getMessage()), clock.instant());
        }
        return commands.setPolicy(set, clock.instant());
    }
}
