package io.qbank.exposure.calibrator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs: who may run what, and how each ended. Each verb is one transaction. Thread-safe. */
public interface JobStore {
    /** How a run stands: waiting, running or ended. */
    Optional<Step> find(String jobId);

    /**
     * Takes the run whose turn it is. First those whose lease has expired; then exam by exam, the exam that has waited longest
     * since its last claim first, within an exam in the order of filing. A run that shares an item with a running one waits,
     * and nobody whose items it waits for overtakes it.
     *
     * @param lease how long the claim holds without renewal, by the store's clock
     */
    Optional<Claim> claim(String owner, Duration lease, Instant now);

    /** Whether the claim still holds, and whether somebody wants the run stopped. */
    Standing standing(Claim claim);

    /** As {@link #standing}, and if it holds, for another lease. */
    Standing renew(Claim claim, Duration lease);

    /** Gives a run back to be claimed by anybody at once. Nothing happens if the claim no longer holds. */
    void release(Claim claim, Step last);

    /**
     * Ends a run: k, caps, history and the terminal state, all or nothing. A run that somebody cancelled meanwhile ends
     * cancelled and writes no k.
     *
     * @param last the attempt's last step so far
     * @return the terminal step; empty if the claim no longer holds, and then nothing was written
     */
    Optional<Step> conclude(Claim claim, Step last, Conclusion conclusion, Instant now);

    /** Ended runs whose outcome the brokers may not have. */
    List<Step> unannounced(int most);

    /** The brokers have the run's outcome. */
    void announced(String jobId);

    /** Runs waiting. */
    int waiting();
}
