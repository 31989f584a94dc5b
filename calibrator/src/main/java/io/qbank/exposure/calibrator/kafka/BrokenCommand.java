package io.qbank.exposure.calibrator.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.calibrator.job.Command;
import io.qbank.exposure.calibrator.job.Origin;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.json.StrictInstant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** JSON that breaks a command's contract: what can still be made of it, so that whoever sent it gets his answer. */
final class BrokenCommand {
    private static final String START = "calibration.start";
    private static final List<String> TYPES =
            List.of(START, "calibration.cancel", "run.rollback", "control.set", "policy.set");
    private final JsonNode tree;
    private final Clock clock;

    BrokenCommand(JsonNode tree, Clock clock) {
        this.tree = tree;
        this.clock = clock;
    }

    Optional<String> tenantId() {
        return id("tenant_id");
    }

    /** Empty without a known type and a command_id to answer under. */
    Optional<Command> command(String reason) {
        Optional<String> type = text("type", Function.identity()).filter(TYPES::contains);
        return type.flatMap(known -> id("command_id").map(commandId -> {
            Origin origin = origin(commandId, known);
            return new Command.Invalid(origin, known.equals(START) ? run(origin) : Optional.empty(), reason);
        }));
    }

    private Optional<Command.Start> run(Origin origin) {
        Optional<String> examCode = text("exam_code", text -> Require.text("exam_code", text, 128));
        return id("job_id")
                .flatMap(jobId -> examCode.map(exam ->
                        new Command.Start(origin, jobId, exam, "{}", OptionalLong.of(0), false, 0, Optional.empty())));
    }

    private Origin origin(String commandId, String type) {
        String requestedBy = text("requested_by", text -> Require.text("requested_by", text, 128))
                .orElse("unknown");
        Instant requestedAt = text("requested_at", text -> StrictInstant.parse("requested_at", text))
                .orElseGet(clock::instant);
        String trigger = text("trigger", Function.identity())
                .filter(given -> Stream.of(Trigger.values())
                        .anyMatch(known -> known.wire().equals(given)))
                .orElseGet(Trigger.SERVICE::wire);
        return new Origin(commandId, type, requestedBy, requestedAt, trigger);
    }

    private Optional<String> id(String field) {
        return text(field, value -> Require.id(field, value));
    }

    private <T> Optional<T> text(String field, Function<String, T> check) {
        JsonNode value = tree.get(field);
        if (value == null || !value.isTextual()) return Optional.empty();
        try {
            return Optional.of(check.apply(value.textValue()));
        } catch (InvalidMessageException invalid) {
            return Optional.empty();
        }
    }
}
