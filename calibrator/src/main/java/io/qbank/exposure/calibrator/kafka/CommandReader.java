package io.qbank.exposure.calibrator.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.ItemKey;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.calibrator.job.Policy;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.topic.RejectionKind;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Bytes as commands of one tenant. */
final class CommandReader {
    private final String tenantId;
    private final Clock clock;

    /** @param clock dates a broken command that does not say when it was sent */
    CommandReader(String tenantId, Clock clock) {
        this.tenantId = tenantId;
        this.clock = clock;
    }

    /**
     * Reads one command.
     *
     * @return empty for another tenant's
     * @throws InvalidMessageException if it breaks the contract and does not say clearly enough whose it is
     */
    Optional<Command> read(byte[] bytes) {
        // brokers bound what comes packed
        if (bytes.length > Topics.LARGE)
            throw new InvalidMessageException(
                    RejectionKind.TOO_LARGE,
                    null,
                    "a command must be at most " + Topics.LARGE + " bytes, was " + bytes.length);
        try {
            CalibrationCommand command = Json.read(bytes, CalibrationCommand.class);
            return command.tenantId().equals(tenantId) ? Optional.of(job(command)) : Optional.empty();
        } catch (InvalidMessageException invalid) {
            JsonNode tree = tree(bytes);
            if (tree == null) throw invalid;
            BrokenCommand broken = new BrokenCommand(tree, clock);
            if (broken.tenantId().filter(other -> !other.equals(tenantId)).isPresent()) return Optional.empty();
            if (broken.tenantId().isEmpty()) throw invalid;
            return Optional.of(
                    broken.command(String.valueOf(invalid.getMessage())).orElseThrow(() -> invalid));
        }
    }

    private static Command job(CalibrationCommand command) {
        return command.match(
                CommandReader::start,
                cancel -> new Command.Cancel(origin(cancel, "calibration.cancel"), cancel.jobId(), cancel.examCode()),
                rollback ->
                        new Command.Rollback(origin(rollback, "run.rollback"), rollback.jobId(), rollback.examCode()),
                control -> new Command.SetControl(
                        origin(control, "control.set"),
                        new ItemKey(control.questionId(), control.version()),
                        control.shP(),
                        control.cap(),
                        control.locked()),
                policy -> new Command.SetPolicy(origin(policy, "policy.set"), policy(policy.policy())));
    }

    private static Command start(CalibrationCommand.Start start) {
        CalibrationParameters parameters = start.parameters();
        Long seed = parameters.seed();
        return new Command.Start(
                origin(start, "calibration.start"),
                start.jobId(),
                start.examCode(),
                Json.text(parameters),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                parameters.dryRun(),
                parameters.iters(),
                Optional.ofNullable(start.expectedEpoch()));
    }

    private static Policy policy(ExamPolicy policy) {
        return new Policy(
                policy.examCode(),
                Json.text(policy.parameters()),
                policy.autoRecalibrate(),
                policy.cooldownMinutes(),
                policy.limitPerDay(),
                policy.driftAlpha(),
                policy.driftDelta());
    }

    private static Origin origin(CalibrationCommand command, String type) {
        return new Origin(
                command.commandId(),
                type,
                command.requestedBy(),
                command.requestedAt(),
                command.trigger().wire());
    }

    private static @Nullable JsonNode tree(byte[] bytes) {
        try {
            return Json.shared().readTree(bytes);
        } catch (IOException notJson) {
            return null;
        }
    }
}
