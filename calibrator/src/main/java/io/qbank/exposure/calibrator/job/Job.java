package io.qbank.exposure.calibrator.job;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as it was ordered. Immutable.
 *
 * @param parameters the command's, a document that only the {@link Documents} read
 * @param seed of all draws: a second attempt repeats the first
 * @param totalIters the most iterations there will be
 * @param expectedEpoch refuse unless the exam's k and caps last changed then
 */
public record Job(
        String jobId,
        String examCode,
        String parameters,
        long seed,
        boolean dryRun,
        int totalIters,
        Optional<Instant> expectedEpoch,
        String trigger,
        String requestedBy,
        Instant requestedAt) {}
