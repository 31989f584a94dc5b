package io.qbank.exposure.calibrator.job;

import java.time.Duration;

/**
 * A claim while it is worked on: keeps it alive and knows whether to stop. The heartbeat renews it from its own thread; the
 * engine's workers ask {@link #stop()} at any time; the runner looks after each iteration, so that a cancel is seen within it.
 */
final class Lease {
    private static final long LOOK_AT_MOST_EVERY_NS = Duration.ofMillis(5).toNanos();

    private final JobStore jobs;
    private final Claim claim;
    private final Duration length;
    private final long deadline;
    private volatile Standing standing = Standing.HELD;
    private volatile long lastRenewal = System.nanoTime();
    private long lastLook = System.nanoTime();

    /** @param timeout how long the attempt may take, in real time */
    Lease(JobStore jobs, Claim claim, Duration length, Duration timeout) {
        this.jobs = jobs;
        this.claim = claim;
        this.length = length;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    Claim claim() {
        return claim;
    }

    Standing standing() {
        return standing;
    }

    boolean timedOut() {
        return System.nanoTime() - deadline >= 0;
    }

    /** Whether there is no point in going on. */
    boolean stop() {
        return standing != Standing.HELD || timedOut();
    }

    /** Renews the lease. */
    void renew() {
        settle(jobs.renew(claim, length));
        lastRenewal = System.nanoTime();
    }

    /** Asks how the claim stands, and renews it well before it ends. Called by the heartbeat's thread only. */
    void beat() {
        if (System.nanoTime() - lastRenewal > length.toNanos() / 3) renew();
        else settle(jobs.standing(claim));
    }

    /** Asks how the claim stands, unless it just did. Called by the runner's thread only. */
    void look() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK_AT_MOST_EVERY_NS) return;
        lastLook = now;
        settle(jobs.standing(claim));
    }

    // Lost is final: the same claim never comes back.
    private void settle(Standing found) {
        if (standing != Standing.LOST) standing = found;
    }
}
