package io.qbank.exposure.calibrator.job;

import java.time.Duration;

/**
 * How runs are run.
 *
 * @param owner names this runner in the rows it claims
 * @param lease how long a claim outlives the last heartbeat
 * @param timeout how long an attempt may take
 * @param mostCrashes attempts that may end in an expired lease before the run is given up
 */
public record RunnerConfig(String owner, Duration lease, Duration timeout, int mostCrashes) {
    /** The same for another runner. */
    public RunnerConfig ownedBy(String other) {
        return new RunnerConfig(other, lease, timeout, mostCrashes);
    }
}
