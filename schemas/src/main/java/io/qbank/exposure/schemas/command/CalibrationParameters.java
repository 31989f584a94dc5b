package io.qbank.exposure.schemas.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Require;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do; absent fields have the defaults of v7's HTTP API. Immutable.
 *
 * @param tau cap of the exposure rate, (0, 1]
 * @param n simulated candidates an iteration; absent: 400 for {@code damped}, else 10,000
 * @param testLen items a candidate
 * @param iters iterations of {@code damped}, the most for other methods and with untilConverged; absent: 5 for
 *     {@code damped}, 30 for {@code sympson_hetter}, 200 for {@code exact} and with untilConverged
 * @param alpha damping exponent of {@code damped}, (0, 10]
 * @param thetaDist {@code normal0,1 | uniform | point | normal:MEAN,SD | uniform:LOW,HIGH | histogram:θ=weight,…}
 * @param floor least k, [0, 1]
 * @param ceil greatest k before the bound of 1, (0, 1], at least floor
 * @param topicTau cap a topic id, (0, 1]; wins over weights; topics not named fall back to tau
 * @param topicWeights weight a topic id; the cap is tau · w / Σw
 * @param dryRun report, write nothing
 * @param seed of all draws; drawn at intake and stored when absent
 * @param method {@code damped | sympson_hetter | exact}
 * @param rejection {@code reconsider | block}, or null for the method's own
 * @param ability {@code true | eap}: what selection goes by
 * @param untilConverged stop as soon as fresh draws hold the caps, after iters at the latest
 * @param verifyN fresh candidates for the verification; 0 leaves it out
 * @param priorMean mean of the EAP prior, logits
 * @param priorSd standard deviation of the EAP prior, logits
 * @param gridNodes nodes of the EAP grid
 * @param gridLow lowest node, logits
 * @param gridHigh highest node, logits
 */
public record CalibrationParameters(
        double tau,
        int n,
        int testLen,
        int iters,
        double alpha,
        String thetaDist,
        double floor,
        double ceil,
        @Nullable Map<String, Double> topicTau,
        @Nullable Map<String, Double> topicWeights,
        boolean dryRun,
        @Nullable Long seed,
        String method,
        @Nullable String rejection,
        String ability,
        boolean untilConverged,
        int verifyN,
        double priorMean,
        double priorSd,
        int gridNodes,
        double gridLow,
        double gridHigh) {
    public static final List<String> METHODS = List.of("damped", "sympson_hetter", "exact");
    public static final List<String> REJECTIONS = List.of("reconsider", "block");
    public static final List<String> ABILITIES = List.of("true", "eap");
    private static final int MAX_TOPICS = 10_000;
    private static final int MAX_TOPIC = 64;

    /** Everything at its default. */
    public static final CalibrationParameters DEFAULT = of(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null);

    public CalibrationParameters {
        Require.above("tau", tau, 0, 1);
        Require.within("n", n, 1, 1_000_000_000);
        Require.within("test_len", testLen, 1, 10_000);
        Require.within("iters", iters, 1, 1_000_000);
        Require.above("alpha", alpha, 0, 10);
        ThetaDist.require(thetaDist);
        Require.within("floor", floor, 0.0, 1.0);
        Require.above("ceil", ceil, 0, 1);
        if (floor > ceil)
            throw new InvalidMessageException("floor", "floor must be at most ceil (" + ceil + "), was " + floor);
        topicTau = topics("topic_tau", topicTau, 1);
        topicWeights = topics("topic_weights", topicWeights, 1e9);
        Require.oneOf("method", method, METHODS);
        if (rejection != null) Require.oneOf("rejection", rejection, REJECTIONS);
        if ("reconsider".equals(rejection) && !"damped".equals(method))
            throw new InvalidMessageException(
                    "rejection", "rejection must be block for method " + method + ", was " + rejection);
        Require.oneOf("ability", ability, ABILITIES);
        Require.within("verify_n", verifyN, 0, 100_000_000);
        if (untilConverged && verifyN == 0 && !"exact".equals(method))
            throw new InvalidMessageException(
                    "verify_n", "verify_n must be above 0 with until_converged, which asks the verification, was 0");
        Require.within("prior_mean", priorMean, -10.0, 10.0);
        Require.above("prior_sd", priorSd, 0, 10);
        Require.within("grid_nodes", gridNodes, 3, 1001);
        Require.within("grid_low", gridLow, -10.0, 10.0);
        Require.within("grid_high", gridHigh, -10.0, 10.0);
        if (!(gridLow < gridHigh))
            throw new InvalidMessageException(
                    "grid_low", "grid_low must be below grid_high (" + gridHigh + "), was " + gridLow);
    }

    /** As JSON has it: absent or null fields take the default. */
    @JsonCreator
    public static CalibrationParameters of(
            @JsonProperty("tau") @Nullable Double tau,
            @JsonProperty("n") @Nullable Integer n,
            @JsonProperty("test_len") @Nullable Integer testLen,
            @JsonProperty("iters") @Nullable Integer iters,
            @JsonProperty("alpha") @Nullable Double alpha,
            @JsonProperty("theta_dist") @Nullable String thetaDist,
            @JsonProperty("floor") @Nullable Double floor,
            @JsonProperty("ceil") @Nullable Double ceil,
            @JsonProperty("topic_tau") @Nullable Map<String, Double> topicTau,
            @JsonProperty("topic_weights") @Nullable Map<String, Double> topicWeights,
            @JsonProperty("dry_run") @Nullable Boolean dryRun,
            @JsonProperty("seed") @Nullable Long seed,
            @JsonProperty("method") @Nullable String method,
            @JsonProperty("rejection") @Nullable String rejection,
            @JsonProperty("ability") @Nullable String ability,
            @JsonProperty("until_converged") @Nullable Boolean untilConverged,
            @JsonProperty("verify_n") @Nullable Integer verifyN,
            @JsonProperty("prior_mean") @Nullable Double priorMean,
            @JsonProperty("prior_sd") @Nullable Double priorSd,
            @JsonProperty("grid_nodes") @Nullable Integer gridNodes,
            @JsonProperty("grid_low") @Nullable Double gridLow,
            @JsonProperty("grid_high") @Nullable Double gridHigh) {
        boolean v7 = or(method, "damped").equals("damped");
        boolean open = or(untilConverged, false);
        return new CalibrationParameters(
                or(tau, 0.2),
                or(n, v7 ? 400 : 10_000),
                or(testLen, 25),
                or(iters, v7 ? open ? 200 : 5 : "exact".equals(method) ? 200 : 30),
                or(alpha, 0.6),
                or(thetaDist, "normal0,1"),
                or(floor, 0.02),
                or(ceil, 1.0),
                topicTau,
                topicWeights,
                or(dryRun, false),
                seed,
                or(method, "damped"),
                rejection,
                or(ability, "true"),
                or(untilConverged, false),
                or(verifyN, 100_000),
                or(priorMean, 0.0),
                or(priorSd, 1.0),
                or(gridNodes, 61),
                or(gridLow, -4.0),
                or(gridHigh, 4.0));
    }

    /** The same with another distribution of abilities. */
    public CalibrationParameters withThetaDist(String other) {
        return new CalibrationParameters(
                tau,
                n,
                testLen,
                iters,
                alpha,
                other,
                floor,
                ceil,
                topicTau,
                topicWeights,
                dryRun,
                seed,
                method,
                rejection,
                ability,
                untilConverged,
                verifyN,
                priorMean,
                priorSd,
                gridNodes,
                gridLow,
                gridHigh);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static @Nullable Map<String, Double> topics(
            String field, @Nullable Map<String, Double> values, double most) {
        if (values == null || values.isEmpty()) return null;
        if (values.size() > MAX_TOPICS)
            throw new InvalidMessageException(
                    RejectionKind.TOO_LARGE,
                    field,
                    field + " must name at most " + MAX_TOPICS + " topics, was " + values.size());
        values.forEach((topic, value) -> {
            Require.text(field, topic, MAX_TOPIC);
            Require.above(field + "." + topic, Require.present(field + "." + topic, value), 0, most);
        });
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
