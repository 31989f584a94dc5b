package io.qbank.exposure.calibrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.ThetaDistribution;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.json.Require;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of a run that v7 had, with v7's defaults. */
final class V7Options {
    /** Seeds that every JSON reader keeps exactly. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    @Option(
            names = "--tau",
            paramLabel = "T",
            defaultValue = "0.2",
            converter = Converters.Decimal.class,
            description = "Cap of the exposure rate, in (0, 1]. Default: ${DEFAULT-VALUE}.")
    private double tau;

    @Option(
            names = "--n",
            paramLabel = "N",
            converter = Converters.Whole.class,
            description = "Simulated candidates an iteration. Default: 500; 10000 for sympson_hetter.")
    private @Nullable Integer n;

    @Option(
            names = {"--len", "--test_len", "--test-len"},
            paramLabel = "N",
            defaultValue = "30",
            converter = Converters.Whole.class,
            description = "Items a candidate. Default: ${DEFAULT-VALUE}.")
    private int testLen;

    @Option(
            names = "--iters",
            paramLabel = "N",
            converter = Converters.Whole.class,
            description =
                    "Iterations; where a run may stop early, the most. Default: 6; 30 for sympson_hetter, 200 for exact and damped --until-converged.")
    private @Nullable Integer iters;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            defaultValue = "0.6",
            converter = Converters.Decimal.class,
            description = "Damping exponent of method damped, above 0. Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = {"--theta", "--theta_dist", "--theta-dist"},
            paramLabel = "DIST",
            defaultValue = "normal0,1",
            description = "Abilities: normal0,1, uniform (-1 to 1), point (0), normal:MEAN,SD, uniform:LOW,HIGH, "
                    + "histogram:THETA=WEIGHT,... Default: ${DEFAULT-VALUE}.")
    private String theta = "normal0,1";

    @Option(
            names = "--floor",
            paramLabel = "K",
            defaultValue = "0.02",
            converter = Converters.Decimal.class,
            description = "Least k that an update may set. Default: ${DEFAULT-VALUE}.")
    private double floor;

    @Option(
            names = "--ceil",
            paramLabel = "K",
            defaultValue = "1.0",
            converter = Converters.Decimal.class,
            description = "Largest k that an update may set. Default: ${DEFAULT-VALUE}.")
    private double ceil;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Converters.WholeLong.class,
            description = "Same pool, flags and seed: same result. Default: drawn, and reported.")
    private @Nullable Long seed;

    @Option(
            names = {"--topic_tau", "--topic-tau"},
            paramLabel = "JSON",
            description = "Cap a topic, such as '{\"101\": 0.25}'; other topics have --tau. Wins over --topic_weights.")
    private @Nullable String topicTau;

    @Option(
            names = {"--topic_weights", "--topic-weights"},
            paramLabel = "JSON",
            description =
                    "Weight w a topic, such as '{\"101\": 2, \"102\": 1}': each of its items has the cap tau w / sum of w.")
    private @Nullable String topicWeights;

    /** @throws IllegalArgumentException naming field, allowed and given */
    void into(Plan.Builder plan) {
        plan.tau(tau)
                .testLen(testLen)
                .alpha(alpha)
                .theta(ThetaDistribution.parse(theta))
                .floor(floor)
                .ceil(ceil)
                .seed(seed != null ? seed : ThreadLocalRandom.current().nextLong(LARGEST_DRAWN_SEED))
                .topicTau(byTopic("topic_tau", topicTau))
                .topicWeights(byTopic("topic_weights", topicWeights));
        if (n != null) plan.n(n);
        if (iters != null) plan.iters(iters);
    }

    private static Map<String, Double> byTopic(String field, @Nullable String json) {
        if (json == null || json.isBlank()) return Map.of();
        JsonNode node = tree(field, json);
        Map<String, Double> values = new TreeMap<>();
        node.properties().forEach(entry -> {
            if (!entry.getValue().isNumber())
                throw new IllegalArgumentException(
                        field + "." + entry.getKey() + " must be a number, was " + Require.shown(entry.getValue()));
            values.put(entry.getKey(), entry.getValue().doubleValue());
        });
        return values;
    }

    private static JsonNode tree(String field, String json) {
        String allowed = field + " must be a JSON object such as {\"101\": 0.25}, was " + Require.shown(json);
        try {
            JsonNode node = Json.shared().readTree(json);
            if (node.isObject()) return node;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(allowed, malformed);
        }
        throw new IllegalArgumentException(allowed);
    }
}
