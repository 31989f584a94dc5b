package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.IterationSummary;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.RunObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a run: tells of each step, and stops the engine when there is no point in going on. */
final class Attempt implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Lease lease;
    private final Announcement announcement;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final long started = System.nanoTime();
    private Step last;
    private int perIteration;
    private @Nullable Conclusion conclusion;
    private @Nullable String verdict;
    private @Nullable IterationTrace first;

    Attempt(Lease lease, Announcement announcement, Clock clock, BooleanSupplier stopping) {
        this.lease = lease;
        this.announcement = announcement;
        this.clock = clock;
        this.stopping = stopping;
        Claim claim = lease.claim();
        this.last = Step.running(claim.job(), claim.attempt(), clock.instant());
    }

    void begin() {
        announcement.progress(last);
    }

    void counting(int candidatesAnIteration) {
        perIteration = candidatesAnIteration;
    }

    @Override
    public void iteration(IterationSummary summary) {
        tell(last.next(summary, clock.instant()));
        look();
    }

    @Override
    public void verifying() {
        tell(last.next(State.VERIFYING, clock.instant()));
        look();
    }

    @Override
    public void traced(IterationTrace trace) {
        if (first == null) first = trace;
    }

    /** What the first iteration counted; null before. */
    @Nullable
    IterationTrace firstIteration() {
        return first;
    }

    @Override
    public boolean cancelled() {
        return lease.stop() || stopping.getAsBoolean();
    }

    void end(Conclusion decided) {
        conclusion = decided;
    }

    /** What the engine says of the k values it found. */
    void judged(String wire) {
        verdict = wire;
    }

    /** Empty if the engine did not come to the end. */
    Optional<String> verdict() {
        return Optional.ofNullable(verdict);
    }

    boolean ended() {
        return conclusion != null;
    }

    Conclusion conclusion() {
        if (conclusion == null) throw new IllegalStateException("the attempt is not over");
        return conclusion;
    }

    Lease lease() {
        return lease;
    }

    Step last() {
        return last;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    long candidates() {
        return (long) perIteration * last.currentIter();
    }

    private void tell(Step step) {
        last = step;
        announcement.progress(step);
    }

    // An outage of the store is the heartbeat's to report; the engine goes on, and the fence decides at the end.
    private void look() {
        try {
            lease.look();
        } catch (RuntimeException outage) {
            LOG.debug("run {}: cannot look at the claim", last.job().jobId(), outage);
        }
    }
}
