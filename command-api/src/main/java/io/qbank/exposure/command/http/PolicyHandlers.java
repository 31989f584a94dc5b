package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.submit.Verdict;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.item.ExamPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What exams do when they drift. */
final class PolicyHandlers {
    private final Views views;
    private final Submissions submissions;

    PolicyHandlers(Views views, Submissions submissions) {
        this.views = views;
        this.submissions = submissions;
    }

    /** An exam's policy; nobody has updated one that was never set. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Shown(
            String examCode,
            CalibrationParameters parameters,
            boolean autoRecalibrate,
            int cooldownMinutes,
            int limitPerDay,
            double driftAlpha,
            double driftDelta,
            @Nullable String updatedBy,
            @Nullable Instant updatedAt) {
        static Shown of(ExamPolicy policy) {
            return new Shown(
                    policy.examCode(),
                    policy.parameters(),
                    policy.autoRecalibrate(),
                    policy.cooldownMinutes(),
                    policy.limitPerDay(),
                    policy.driftAlpha(),
                    policy.driftDelta(),
                    policy.updatedBy(),
                    policy.updatedAt());
        }
    }

    /** A whole policy; what is left out takes its default. */
    record Request(
            @Nullable CalibrationParameters parameters,
            @JsonProperty(required = true) boolean autoRecalibrate,
            @Nullable Integer cooldownMinutes,
            @Nullable Integer limitPerDay,
            @Nullable Double driftAlpha,
            @Nullable Double driftDelta) {}

    Answer get(Call call) {
        String exam = call.path("exam_code", 128);
        ExamPolicy policy = views.policies().policy(exam).orElseGet(() -> byDefault(exam));
        return Answer.ok(Shown.of(policy));
    }

    Answer put(Call call) throws InterruptedException {
        CalibrationCommand.PolicySet command =
                command(call.path("exam_code", 128), call.body(Request.class), call.caller());
        Verdict verdict = submissions.policy().set(command);
        return verdict instanceof Verdict.Applied ? Answer.ok(Shown.of(command.policy())) : Verdicts.answer(verdict);
    }

    /** An exam that has items but no policy behaves by the defaults. */
    private ExamPolicy byDefault(String exam) {
        if (!views.items().knows(exam)) throw new ProblemException(404, "there is no exam " + exam);
        ExamPolicy defaults = command(exam, new Request(null, false, null, null, null, null), Caller.NOBODY)
                .policy();
        return new ExamPolicy(
                defaults.tenantId(),
                exam,
                defaults.parameters(),
                false,
                defaults.cooldownMinutes(),
                defaults.limitPerDay(),
                defaults.driftAlpha(),
                defaults.driftDelta(),
                null,
                null,
                0);
    }

    private CalibrationCommand.PolicySet command(String exam, Request request, Caller by) {
        return new CalibrationCommand.PolicySet(
                submissions.ids().next(),
                submissions.tenantId(),
                by.subject(),
                submissions.clock().instant(),
                Trigger.API,
                exam,
                request.parameters(),
                request.autoRecalibrate(),
                request.cooldownMinutes(),
                request.limitPerDay(),
                request.driftAlpha(),
                request.driftDelta());
    }
}
