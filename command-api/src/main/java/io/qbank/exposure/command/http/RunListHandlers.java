package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.command.view.Run;
import io.qbank.exposure.command.view.RunView;
import io.qbank.exposure.command.view.RunView.Place;
import io.qbank.exposure.command.view.RunView.Placed;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All runs a page at a time, and one with everything about it. */
final class RunListHandlers {
    private static final List<String> STATES = List.of("queued", "running", "done", "empty", "failed", "cancelled");
    private static final List<String> TRIGGERS =
            Arrays.stream(Trigger.values()).map(Trigger::wire).toList();
    private static final long MOST_RUNS = 200;

    private final RunView runs;
    private final RunHandlers finder;

    RunListHandlers(RunView runs, RunHandlers finder) {
        this.runs = runs;
        this.finder = finder;
    }

    /** A run in the list. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Summary(
            String jobId,
            String examCode,
            String state,
            String trigger,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            int attempt,
            int currentIter,
            int totalIters,
            @Nullable Double avgExp,
            @Nullable Double maxOver,
            @Nullable Integer updated,
            @Nullable String verdict,
            @Nullable String reason) {
        static Summary of(Run run) {
            Progress latest = run.latest();
            var result = Optional.ofNullable(latest.result());
            return new Summary(
                    latest.jobId(),
                    latest.examCode(),
                    latest.state().status(),
                    latest.trigger().wire(),
                    latest.requestedBy(),
                    latest.requestedAt(),
                    run.startedAt().orElse(null),
                    run.finishedAt().orElse(null),
                    latest.attempt(),
                    latest.currentIter(),
                    latest.totalIters(),
                    latest.avgExp(),
                    latest.maxOver(),
                    result.map(given -> given.updated()).orElse(null),
                    result.map(given -> given.report())
                            .map(report -> report.path("verdict").asText(null))
                            .orElse(null),
                    latest.reason());
        }
    }

    /** A page of runs, and where the next begins; null after the last. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<Summary> runs, @Nullable String next) {}

    /** One run with everything about it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Detail(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Summary summary,
            @Nullable CalibrationParameters parameters,
            List<IterationPoint> history,
            @Nullable JsonNode report) {}

    Answer list(Call call) {
        int limit = call.number("limit", 1, MOST_RUNS).orElse(50L).intValue();
        Place after = call.text("after", 512).map(RunListHandlers::place).orElse(null);
        List<Placed> found = runs.page(after, wanted(call), limit + 1);
        boolean more = found.size() > limit;
        List<Placed> page = more ? found.subList(0, limit) : found;
        return Answer.ok(new Page(
                page.stream().map(each -> Summary.of(each.run())).toList(),
                more ? cursor(page.get(limit - 1).place()) : null));
    }

    Answer one(Call call) throws InterruptedException {
        Run run = finder.find(call.path("job_id", 64));
        Progress latest = run.latest();
        JsonNode report = latest.result() == null ? null : latest.result().report();
        return Answer.ok(new Detail(Summary.of(run), run.parameters().orElse(null), run.history(), report));
    }

    private static Predicate<Run> wanted(Call call) {
        Optional<String> exam = call.text("exam_code", 128);
        Optional<String> state = call.text("state", 32).map(given -> Require.oneOf("state", given, STATES));
        Optional<String> trigger = call.text("trigger", 32).map(given -> Require.oneOf("trigger", given, TRIGGERS));
        return run -> {
            Progress latest = run.latest();
            return exam.map(latest.examCode()::equals).orElse(true)
                    && state.map(latest.state().status()::equals).orElse(true)
                    && trigger.map(latest.trigger().wire()::equals).orElse(true);
        };
    }

    private static String cursor(Place place) {
        byte[] text = (place.requestedAt() + "/" + place.jobId()).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static Place place(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int slash = text.indexOf('/');
            return new Place(Instant.parse(text.substring(0, Math.max(0, slash))), text.substring(slash + 1));
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new InvalidMessageException(
                    "after", "after must be the next of an earlier page, was " + Require.shown(cursor));
        }
    }
}
