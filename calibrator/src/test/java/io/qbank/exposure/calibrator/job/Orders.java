package io.qbank.exposure.calibrator.job;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Jobs, commands and conclusions for whoever does not care which. */
public final class Orders {
    public static final Instant NOW = Instant.parse("2026-11-02T09:30:00.123456Z");
    public static final Instant REQUESTED = Instant.parse("2026-11-02T09:29:00Z");

    private Orders() {}

    public static Origin origin(String type) {
        return new Origin(UUID.randomUUID().toString(), type, "ann", REQUESTED, "service");
    }

    public static Job job(String jobId, String examCode) {
        return new Job(jobId, examCode, "{\"n\":10}", 42, false, 3, Optional.empty(), "service", "ann", REQUESTED);
    }

    public static Job dry(Job job) {
        return new Job(
                job.jobId(),
                job.examCode(),
                job.parameters(),
                job.seed(),
                true,
                job.totalIters(),
                job.expectedEpoch(),
                job.trigger(),
                job.requestedBy(),
                job.requestedAt());
    }

    public static Command.Start start(String jobId, String examCode) {
        return new Command.Start(
                origin("calibration.start"),
                jobId,
                examCode,
                "{\"n\":10}",
                OptionalLong.empty(),
                false,
                3,
                Optional.empty());
    }

    public static Command.Cancel cancel(String jobId, String examCode) {
        return new Command.Cancel(origin("calibration.cancel"), jobId, examCode);
    }

    /** Every item of the claim gets this k. */
    public static Conclusion done(Claim claim, double k) {
        List<ItemResult> items = claim.items().pool().items().stream()
                .map(item -> new ItemResult(item, k, 0.2, 0, 0, null))
                .toList();
        return Conclusion.done(items, Rejection.BLOCK, updated -> "{\"updated\":" + updated + "}");
    }
}
