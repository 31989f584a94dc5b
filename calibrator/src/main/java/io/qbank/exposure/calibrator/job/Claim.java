package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.Pool;
import java.time.Instant;
import java.util.Optional;

/**
 * The right to run a job and to write its end. Immutable.
 *
 * @param attempt from 1
 * @param fence grows with each claim of the job; only the latest may write
 * @param crashes earlier attempts that ended in an expired lease
 * @param items what the run simulates and holds until it ends
 * @param epoch when k or cap of any of the items last changed
 */
public record Claim(Job job, int attempt, long fence, int crashes, Items items, Optional<Instant> epoch) {
    /** The items of the exam when it was claimed. */
    @FunctionalInterface
    public interface Items {
        /**
         * In the order that decides ties.
         *
         * @throws IllegalArgumentException naming the item that the engine cannot take
         */
        Pool pool();
    }
}
