package io.qbank.exposure.calibrator.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.Ability;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.EapGrid;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Rejection;
import io.qbank.exposure.calibrator.engine.ThetaDistribution;
import io.qbank.exposure.calibrator.engine.report.Verification;
import io.qbank.exposure.calibrator.job.Documents;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.Receipt;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.calibrator.report.PoolProfile;
import io.qbank.exposure.calibrator.report.ReportJson;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunResult;
import io.qbank.exposure.schemas.progress.RunState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs, parameters and results as the contracts have them. Immutable. */
public final class CalibrationMessages implements Documents {
    private static final int MOST_REASON = 10_000;
    private final String tenantId;
    private final int threads;

    /**
     * Speaks for one tenant.
     *
     * @param threads of each run; the result does not depend on it
     */
    public CalibrationMessages(String tenantId, int threads) {
        this.tenantId = tenantId;
        this.threads = threads;
    }

    @Override
    public Plan plan(String parameters, long seed) {
        CalibrationParameters given = Json.read(parameters, CalibrationParameters.class);
        String rejection = given.rejection();
        return Plan.builder()
                .tau(given.tau())
                .topicTau(orNone(given.topicTau()))
                .topicWeights(orNone(given.topicWeights()))
                .n(given.n())
                .testLen(given.testLen())
                .iters(given.iters())
                .alpha(given.alpha())
                .theta(ThetaDistribution.parse(given.thetaDist()))
                .floor(given.floor())
                .ceil(given.ceil())
                .seed(seed)
                .method(Method.parse(given.method()))
                .rejection(rejection == null ? null : Rejection.parse(rejection))
                .ability(Ability.parse(given.ability()))
                .threads(threads)
                .verifyN(given.verifyN())
                .untilConverged(given.untilConverged())
                .eap(new EapGrid(
                        given.gridNodes(), given.gridLow(), given.gridHigh(), given.priorMean(), given.priorSd()))
                .build();
    }

    @Override
    public String result(CalibrationResult result, Plan plan, @Nullable IterationTrace first, int updated) {
        List<IterationPoint> history = result.history().stream()
                .map(line -> new IterationPoint(line.iter(), line.avgExp(), line.maxOver()))
                .toList();
        ObjectNode report = ReportJson.summary(result);
        Verification seen = result.report().verification();
        new PoolProfile(result, first, plan.n()).addTo(report, seen == null ? 0 : seen.overCapItems());
        return Json.text(new RunResult(updated, history, report));
    }

    @Override
    public String emptyResult() {
        return Json.text(new RunResult(0, List.of(), null));
    }

    Progress progress(Step step) {
        Job job = step.job();
        String result = step.result();
        return new Progress(
                job.jobId(),
                step.attempt(),
                step.seq(),
                tenantId,
                job.examCode(),
                RunState.valueOf(step.state().name()),
                step.at(),
                job.requestedAt(),
                job.requestedBy(),
                Trigger.valueOf(job.trigger().toUpperCase(Locale.ROOT)),
                step.currentIter(),
                job.totalIters(),
                step.avgExp(),
                step.maxOver(),
                carriesParameters(step) ? parameters(job) : null,
                result == null ? null : thinned(Json.read(result, RunResult.class)),
                cut(step.reason()));
    }

    /** The same step without its large parts, for brokers that do not take the whole. */
    static Progress brief(Progress whole) {
        RunResult result = whole.result();
        String note = "the report is too large to be told, and is in the database";
        String reason = whole.reason();
        return new Progress(
                whole.jobId(),
                whole.attempt(),
                whole.seq(),
                whole.tenantId(),
                whole.examCode(),
                whole.state(),
                whole.at(),
                whole.requestedAt(),
                whole.requestedBy(),
                whole.trigger(),
                whole.currentIter(),
                whole.totalIters(),
                whole.avgExp(),
                whole.maxOver(),
                null,
                result == null ? null : new RunResult(result.updated(), List.of(), null),
                reason == null ? note : reason + "; " + note);
    }

    CommandOutcome outcome(Receipt receipt) {
        return new CommandOutcome(
                receipt.commandId(),
                tenantId,
                receipt.type(),
                receipt.applied() ? CommandOutcome.APPLIED : CommandOutcome.REFUSED,
                cut(receipt.reason()),
                receipt.jobId(),
                receipt.at());
    }

    // The row keeps all of it.
    private static RunResult thinned(RunResult whole) {
        List<IterationPoint> history = whole.history();
        int most = RunResult.MOST_TOLD;
        if (history.size() <= most) return whole;
        List<IterationPoint> told = IntStream.range(0, most)
                .mapToObj(i -> history.get((int) ((long) i * (history.size() - 1) / (most - 1))))
                .toList();
        return new RunResult(whole.updated(), told, whole.report());
    }

    private static @Nullable String cut(@Nullable String reason) {
        return reason == null || reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…";
    }

    // A run cancelled before its start, or whose parameters broke the contract, has none to tell.
    private static boolean carriesParameters(Step step) {
        return switch (step.state()) {
            case ITERATION, VERIFYING -> false;
            default -> step.job().totalIters() > 0;
        };
    }

    private static CalibrationParameters parameters(Job job) {
        try {
            ObjectNode document = (ObjectNode) Json.shared().readTree(job.parameters());
            document.put("seed", job.seed());
            return Json.shared().treeToValue(document, CalibrationParameters.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("run " + job.jobId() + " has unreadable parameters", broken);
        }
    }

    private static Map<String, Double> orNone(@Nullable Map<String, Double> values) {
        return values == null ? Map.of() : values;
    }
}
