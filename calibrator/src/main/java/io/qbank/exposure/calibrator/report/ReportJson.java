package io.qbank.exposure.calibrator.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.IterationSummary;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.report.ExactRates;
import io.qbank.exposure.calibrator.engine.report.Report;
import io.qbank.exposure.calibrator.engine.report.Stratum;
import io.qbank.exposure.calibrator.engine.report.TopicUse;
import io.qbank.exposure.calibrator.engine.report.Verification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished run as REPORT.json: {@code parameters}, {@code verdict}, {@code converged}, {@code advice}, {@code feasible},
 * {@code verification}, {@code history}, {@code items}. Numbers have the fewest digits that read back to the same double, so
 * that the same result is the same text on every JDK; the number of threads is left out for the same reason.
 */
public final class ReportJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build());

    private ReportJson() {}

    /** The whole report; items in the pool's order. */
    public static ObjectNode full(CalibrationResult result, Plan plan) {
        ObjectNode report = NODES.objectNode();
        report.set("parameters", parameters(plan));
        report.setAll(summary(result));
        ArrayNode history = report.putArray("history");
        for (IterationSummary line : result.history())
            history.addObject()
                    .put("iter", line.iter())
                    .put("avg_exp", line.avgExp())
                    .put("max_over", line.maxOver());
        ArrayNode items = report.putArray("items");
        List<Double> exact = result.report().exact() == null
                ? List.of()
                : result.report().exact().rates();
        for (int i = 0; i < result.items().size(); i++) {
            ObjectNode item = item(items.addObject(), result.items().get(i));
            if (!exact.isEmpty()) item.put("exact_rate", exact.get(i));
        }
        return report;
    }

    /** What the report says of the run as a whole: without parameters, history and items. */
    public static ObjectNode summary(CalibrationResult result) {
        Report report = result.report();
        ObjectNode summary = NODES.objectNode()
                .put("verdict", report.verdict().wire())
                .put("converged", report.converged())
                .put("feasible", report.feasible())
                .put("smallest_feasible_tau", report.smallestFeasibleTau());
        ArrayNode advice = summary.putArray("advice");
        report.advice().forEach(advice::add);
        summary.set("verification", verification(report.verification()));
        if (report.exact() != null) summary.set("exact", exact(report.exact()));
        return summary;
    }

    /** The plan, in the spelling of the commands and flags. */
    public static ObjectNode parameters(Plan plan) {
        ObjectNode parameters = NODES.objectNode()
                .put("tau", plan.tau())
                .put("n", plan.n())
                .put("test_len", plan.testLen())
                .put("iters", plan.iters())
                .put("alpha", plan.alpha())
                .put("theta_dist", plan.theta().wire())
                .put("floor", plan.floor())
                .put("ceil", plan.ceil())
                .put("seed", plan.seed())
                .put("method", plan.method().wire())
                .put("rejection", plan.rejection().wire())
                .put("ability", plan.ability().wire())
                .put("rng", plan.generator().wire())
                .put("until_converged", plan.untilConverged())
                .put("verify_n", plan.verifyN())
                .put("prior_mean", plan.eap().priorMean())
                .put("prior_sd", plan.eap().priorSd())
                .put("grid_nodes", plan.eap().nodes())
                .put("grid_low", plan.eap().low())
                .put("grid_high", plan.eap().high())
                .put("theta_nodes", plan.grid().nodes())
                .put("theta_low", plan.grid().low())
                .put("theta_high", plan.grid().high());
        byTopic(parameters, "topic_tau", plan.topicTau());
        byTopic(parameters, "topic_weights", plan.topicWeights());
        return parameters;
    }

    /** A report as text, indented. */
    public static String text(ObjectNode report) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of nodes is always JSON", impossible);
        }
    }

    private static void byTopic(ObjectNode parameters, String name, Map<String, Double> values) {
        if (values.isEmpty()) parameters.putNull(name);
        else values.forEach(parameters.putObject(name)::put);
    }

    private static ObjectNode item(ObjectNode node, ItemResult result) {
        return node.put("question_id", result.item().questionId())
                .put("version", result.item().version())
                .put("topic_id", result.item().topicId())
                .put("k", result.k())
                .put("cap", result.cap())
                .put("administered", result.administered())
                .put("proposed", result.proposed())
                .put("rate", result.rate());
    }

    private static ObjectNode exact(ExactRates rates) {
        ObjectNode node = NODES.objectNode().put("max_rate", rates.maxRate()).put("overlap", rates.overlap());
        return strata(node, rates.strata());
    }

    private static JsonNode verification(@Nullable Verification verification) {
        if (verification == null) return NODES.nullNode();
        ObjectNode node = NODES.objectNode()
                .put("n", verification.n())
                .put("max_rate", verification.maxRate())
                .put("max_over", verification.maxOver())
                .put("over_cap_items", verification.overCapItems())
                .put("overlap", verification.overlap())
                .put("unused", verification.unused())
                .put("at_floor", verification.atFloor())
                .put("at_one", verification.atOne())
                .put("locked", verification.locked())
                .put("forced", verification.forced())
                .put("rmse", verification.rmse())
                .put("bias", verification.bias());
        strata(node, verification.strata());
        ArrayNode topics = node.putArray("topics");
        for (TopicUse topic : verification.topics())
            topics.addObject()
                    .put("topic_id", topic.topicId())
                    .put("items", topic.items())
                    .put("mean_rate", topic.meanRate())
                    .put("max_rate", topic.maxRate())
                    .put("cap", topic.cap());
        return node;
    }

    private static ObjectNode strata(ObjectNode node, List<Stratum> rows) {
        ArrayNode strata = node.putArray("strata");
        for (Stratum row : rows)
            strata.addObject()
                    .put("theta_low", row.thetaLow())
                    .put("theta_high", row.thetaHigh())
                    .put("share", row.share())
                    .put("max_rate", row.maxRate());
        return node;
    }
}
