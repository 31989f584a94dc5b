package io.qbank.exposure.calibrator.job;

/**
 * What an exam does when its exposure drifts.
 *
 * @param parameters of automatic runs, a document that only the {@link Documents} read
 */
public record Policy(
        String examCode,
        String parameters,
        boolean autoRecalibrate,
        int cooldownMinutes,
        int limitPerDay,
        double driftAlpha,
        double driftDelta) {}
