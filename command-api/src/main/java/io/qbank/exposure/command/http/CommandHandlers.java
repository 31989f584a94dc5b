package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qbank.exposure.command.submit.Ids;
import io.qbank.exposure.command.view.OutcomeView;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.json.Require;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a command that was answered with 202. */
final class CommandHandlers {
    private static final Duration PENDING = Duration.ofDays(1);

    private final OutcomeView outcomes;
    private final Ids ids;

    CommandHandlers(OutcomeView outcomes, Ids ids) {
        this.outcomes = outcomes;
        this.ids = ids;
    }

    /** A command: pending, applied, or refused with the reason. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String commandId,
            String status,
            @Nullable String type,
            @Nullable String reason,
            @Nullable String jobId,
            @Nullable Instant at) {
        static Shown of(CommandOutcome known) {
            return new Shown(
                    known.commandId(), known.status(), known.type(), known.reason(), known.jobId(), known.at());
        }
    }

    Answer one(Call call) {
        String id = call.path("command_id", 64);
        return Answer.ok(outcomes.outcome(id).map(Shown::of).orElseGet(() -> pending(id)));
    }

    /** Ids of commands tell when they were given: a recent one without an outcome is on its way. */
    private Shown pending(String id) {
        if (!ids.youngerThan(id, PENDING)) throw new ProblemException(404, "there is no command " + Require.shown(id));
        return new Shown(id, "pending", null, null, null, null);
    }
}
