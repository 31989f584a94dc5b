package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunResult;
import io.qbank.exposure.schemas.progress.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starting, watching and ending runs. */
final class RunHandlers {
    private static final int KEY_LENGTH = 255;
    private static final Pattern EVENT_ID = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    private final Views views;
    private final Submissions submissions;
    private final StartLimit limit;
    private final RunStreams streams;

    RunHandlers(Views views, Submissions submissions, StartLimit limit) {
        this.views = views;
        this.submissions = submissions;
        this.limit = limit;
        this.streams = new RunStreams(views, submissions.ids().machine());
    }

    /** The one field of a start that is no parameter of the engine. */
    record StartRequest(@JsonProperty(required = true) String examCode) {
        StartRequest {
            Require.text("exam_code", examCode, 128);
        }
    }

    /** Where a run stands, as v7 told it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Status(
            String state,
            int currentIter,
            int totalIters,
            @Nullable Double avgExp,
            @Nullable Double maxOver,
            @Nullable Result result) {

        static Status of(Progress step) {
            return new Status(
                    step.state().status(),
                    step.currentIter(),
                    step.totalIters(),
                    step.avgExp(),
                    step.maxOver(),
                    step.state() == RunState.DONE ? Result.of(step.result()) : null);
        }
    }

    /** What a finished run gave, as v7 told it. */
    record Result(int updated, List<IterationPoint> history) {
        static @Nullable Result of(@Nullable RunResult result) {
            return result == null ? null : new Result(result.updated(), result.history());
        }
    }

    Answer start(Call call) {
        String examCode = call.body(StartRequest.class).examCode();
        CalibrationParameters parameters = call.body(CalibrationParameters.class);
        String key = call.header("Idempotency-Key").map(RunHandlers::key).orElse(null);
        limit.take(call.caller().subject());
        String jobId = submissions.start().start(call.caller().subject(), examCode, parameters, key);
        return Answer.ok(Map.of("job_id", jobId));
    }

    Answer status(Call call) throws InterruptedException {
        return Answer.ok(Status.of(find(call.required("job_id", 64)).latest()));
    }

    Answer cancel(Call call) throws InterruptedException {
        Progress run = find(call.required("job_id", 64)).latest();
        if (run.state().terminal())
            throw new ProblemException(
                    409, "the run has ended already: it is " + run.state().wire());
        return Verdicts.answer(submissions.end().cancel(call.caller().subject(), run));
    }

    Answer rollback(Call call) throws InterruptedException {
        Progress run = find(call.path("job_id", 64)).latest();
        if (run.state() != RunState.DONE)
            throw new ProblemException(
                    409,
                    "only a run that is done can be rolled back; it is "
                            + run.state().wire());
        return Verdicts.answer(submissions.end().rollback(call.caller().subject(), run));
    }

    /** The run's steps, after the one a reader that comes back has seen. */
    Answer events(Call call) throws InterruptedException {
        Run run = find(call.path("job_id", 64));
        int[] seen = call.header("Last-Event-ID").map(RunHandlers::eventId).orElse(new int[] {-1, -1});
        return streams.follow(run, seen[0], seen[1], call.caller().until());
    }

    /**
     * The run of an id. One that somebody may have been given a moment ago is waited for: another instance may have
     * acknowledged it before this one has read of it.
     */
    Run find(String jobId) throws InterruptedException {
        Optional<Run> run = submissions.ids().mayBeYoung(jobId)
                ? views.changes()
                        .await(submissions.patience(), () -> views.runs().run(jobId))
                : views.runs().run(jobId);
        return run.orElseThrow(() -> new ProblemException(404, "there is no run " + Require.shown(jobId)));
    }

    private static String key(String given) {
        if (given.isBlank() || given.length() > KEY_LENGTH || !given.chars().allMatch(c -> c >= ' ' && c <= '~'))
            throw new InvalidMessageException(
                    "Idempotency-Key",
                    "Idempotency-Key must be 1 to " + KEY_LENGTH + " printable ASCII characters, was "
                            + Require.shown(given));
        return given;
    }

    private static int[] eventId(String given) {
        Matcher id = EVENT_ID.matcher(given);
        if (!id.matches())
            throw new InvalidMessageException(
                    "Last-Event-ID", "Last-Event-ID must be the id of an event, was " + Require.shown(given));
        return new int[] {Integer.parseInt(id.group(1)), Integer.parseInt(id.group(2))};
    }
}
