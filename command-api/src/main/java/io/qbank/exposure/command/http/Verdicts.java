package io.qbank.exposure.command.http;

import io.qbank.exposure.command.submit.Verdict;
import java.util.Map;

/** What became of a command, as an answer: 200, 409 with the reason, or 202 with where to look. */
final class Verdicts {
    private Verdicts() {}

    static Answer answer(Verdict verdict) {
        return verdict.match(applied -> Answer.ok(Map.of("ok", true)), Verdicts::refused, Verdicts::pending);
    }

    private static Answer refused(Verdict.Refused refused) {
        throw new ProblemException(409, refused.reason());
    }

    private static Answer pending(Verdict.Pending pending) {
        String look = Routes.ADMIN + "/commands/" + pending.commandId();
        return Answer.accepted(look, Map.of("command_id", pending.commandId(), "status", "pending", "look", look));
    }
}
