package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.Outcome;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the run whose turn it is, runs it, ends it and tells. What it found is kept until the store has taken it or the claim
 * is lost: an outage of the database at the end of an hour costs no hour. One thread.
 */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobStore jobs;
    private final Documents documents;
    private final Announcement announcement;
    private final Outcomes outcomes;
    private final Heartbeat heartbeat;
    private final RunMetrics metrics;
    private final Clock clock;
    private final RunnerConfig config;
    private final BooleanSupplier stopping;
    private @Nullable Attempt ended;

    /**
     * Begins idle.
     *
     * @param stopping true once this process is to stop: the run at hand is given back
     */
    public JobRunner(
            JobStore jobs,
            Documents documents,
            Announcement announcement,
            Heartbeat heartbeat,
            RunMetrics metrics,
            Clock clock,
            RunnerConfig config,
            BooleanSupplier stopping) {
        this.jobs = jobs;
        this.documents = documents;
        this.announcement = announcement;
        this.outcomes = new Outcomes(jobs, announcement, metrics);
        this.heartbeat = heartbeat;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config;
        this.stopping = stopping;
    }

    /** Takes a run if one waits. Gives 1 if a run was ended or given back, 0 if none waits. */
    public int doWork() {
        if (ended != null) return conclude(ended);
        if (stopping.getAsBoolean()) return 0;
        return jobs.claim(config.owner(), config.lease(), clock.instant())
                .map(this::attempt)
                .orElse(0);
    }

    private int attempt(Claim claim) {
        Lease lease = new Lease(jobs, claim, config.lease(), config.timeout());
        Attempt attempt = new Attempt(lease, announcement, clock, stopping);
        LOG.info("run {} of {}: attempt {}", claim.job().jobId(), claim.job().examCode(), claim.attempt());
        heartbeat.keep(lease);
        try {
            run(attempt).ifPresent(attempt::end);
        } finally {
            if (!attempt.ended()) heartbeat.drop(lease);
        }
        return attempt.ended() ? conclude(attempt) : giveBack(attempt);
    }

    // A closing thread is interrupted, which would keep it from the database: the run would wait for its lease to
    // expire.
    private int giveBack(Attempt attempt) {
        Lease lease = attempt.lease();
        boolean interrupted = Thread.interrupted();
        try {
            if (lease.standing() != Standing.LOST) jobs.release(lease.claim(), attempt.last());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
        return 1;
    }

    private int conclude(Attempt attempt) {
        ended = attempt;
        Claim claim = attempt.lease().claim();
        Optional<Step> terminal = store(attempt);
        ended = null;
        heartbeat.drop(attempt.lease());
        if (terminal.isEmpty())
            LOG.warn("run {}: attempt {} lost its claim", claim.job().jobId(), claim.attempt());
        terminal.ifPresent(step -> {
            metrics.ended(step, attempt.elapsed(), attempt.candidates());
            if (step.state() == State.DONE)
                attempt.verdict().ifPresent(verdict -> metrics.judged(step.job().examCode(), verdict));
            LOG.info("run {} is {}", claim.job().jobId(), step.state().text());
            outcomes.announce(step);
        });
        return 1;
    }

    // What the store will never take must not keep the runner: then the run ends with the reason.
    private Optional<Step> store(Attempt attempt) {
        Claim claim = attempt.lease().claim();
        try {
            return jobs.conclude(claim, attempt.last(), attempt.conclusion(), clock.instant());
        } catch (RuntimeException failure) {
            if (PortException.passes(failure)) throw failure;
            LOG.error("run {}: its result cannot be stored", claim.job().jobId(), failure);
            attempt.end(Conclusion.failed(Reason.of(failure)));
            return jobs.conclude(claim, attempt.last(), attempt.conclusion(), clock.instant());
        }
    }

    /** Empty when the run is not to be ended by this attempt: its claim is lost, or the process stops. */
    private Optional<Conclusion> run(Attempt attempt) {
        Claim claim = attempt.lease().claim();
        if (claim.crashes() >= config.mostCrashes())
            return Optional.of(Conclusion.failed(
                    "given up: " + claim.crashes() + " attempts ended because the calibrator running it died"));
        attempt.begin();
        attempt.lease().renew();
        if (attempt.cancelled()) return stopped(attempt.lease());
        Optional<String> refusal = epochMoved(claim);
        if (refusal.isPresent()) return refusal.map(Conclusion::failed);
        try {
            Pool pool = claim.items().pool();
            if (pool.isEmpty()) return Optional.of(Conclusion.empty(documents.emptyResult()));
            Plan plan = documents.plan(claim.job().parameters(), claim.job().seed());
            return calibrate(attempt, pool, plan);
        } catch (IllegalArgumentException refused) {
            return Optional.of(Conclusion.failed(String.valueOf(refused.getMessage())));
        } catch (RuntimeException broken) {
            // The engine is a function of pool and plan: trying again would fail again.
            return broke(claim, broken);
        } catch (OutOfMemoryError | StackOverflowError tooLarge) {
            // What the run had taken is free again; it would die of it on any other calibrator too.
            return broke(claim, tooLarge);
        }
    }

    private static Optional<Conclusion> broke(Claim claim, Throwable failure) {
        LOG.error("run {} broke", claim.job().jobId(), failure);
        return Optional.of(Conclusion.failed(Reason.of(failure)));
    }

    private Optional<Conclusion> calibrate(Attempt attempt, Pool pool, Plan plan) {
        attempt.counting(plan.n());
        Outcome outcome = Calibration.run(pool, plan, attempt);
        return outcome.match(
                completed -> {
                    attempt.judged(completed.result().report().verdict().wire());
                    return Optional.of(Conclusion.done(
                            completed.result().items(),
                            plan.rejection(),
                            updated -> documents.result(completed.result(), plan, attempt.firstIteration(), updated)));
                },
                cancelled -> stopped(attempt.lease()));
    }

    private Optional<Conclusion> stopped(Lease lease) {
        if (lease.standing() == Standing.LOST) return Optional.empty();
        if (lease.standing() == Standing.CANCELLED) return Optional.of(Conclusion.cancelled());
        if (lease.timedOut())
            return Optional.of(
                    Conclusion.failed("ran longer than " + config.timeout().toSeconds() + " s (JOB_TIMEOUT_SECONDS)"));
        return Optional.empty();
    }

    private static Optional<String> epochMoved(Claim claim) {
        return claim.job()
                .expectedEpoch()
                .filter(expected -> !claim.epoch().equals(Optional.of(expected)))
                .map(expected -> "expected_epoch " + expected + " is no longer current: k or cap last changed "
                        + claim.epoch().map(Object::toString).orElse("never"));
    }
}
