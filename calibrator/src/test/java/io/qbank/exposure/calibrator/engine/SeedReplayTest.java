package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** v7's calibration, recorded iteration by iteration, against ours with rng python. */
class SeedReplayTest {
    @ParameterizedTest
    @ValueSource(strings = {"seed-unit-test", "scalar-tau", "topic-tau", "topic-weights", "point-theta-ties"})
    void repeatsEveryCountOfTheProgramItReplaces(String name) throws IOException {
        JsonNode recorded = recorded(name);
        Pool pool = pool(recorded.get("pool"));
        Plan plan = plan(recorded.get("params"));

        Recorder recorder = new Recorder();
        Outcome outcome = Calibration.run(pool, plan, recorder);

        CalibrationResult result = ((Outcome.Completed) outcome).result();
        JsonNode iterations = recorded.get("iterations");
        assertEquals(iterations.size(), recorder.traces.size());
        for (int t = 0; t < iterations.size(); t++) {
            JsonNode expected = iterations.get(t);
            IterationTrace actual = recorder.traces.get(t);
            assertEquals(longs(expected.get("seen")), actual.administered(), "administered, iteration " + (t + 1));
            assertEquals(longs(expected.get("proposed")), actual.proposed(), "proposed, iteration " + (t + 1));
            for (int i = 0; i < pool.size(); i++) {
                assertEquals(expected.get("k").get(i).asDouble(), actual.k().get(i), 1e-12, "k of item " + i);
            }
            JsonNode line = recorded.get("history").get(t);
            IterationSummary summary = result.history().get(t);
            assertEquals(line.get("iter").asInt(), summary.iter());
            assertEquals(line.get("avg_exp").asDouble(), summary.avgExp(), 1e-12);
            assertEquals(line.get("max_over").asDouble(), summary.maxOver(), 1e-12);
        }
    }

    private static final class Recorder implements RunObserver {
        final List<IterationTrace> traces = new ArrayList<>();

        @Override
        public void iteration(IterationSummary summary) {}

        @Override
        public void traced(IterationTrace trace) {
            traces.add(trace);
        }
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream in = SeedReplayTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
        }
    }

    private static Pool pool(JsonNode items) {
        List<PoolItem> pool = new ArrayList<>();
        for (JsonNode item : items) {
            pool.add(new PoolItem(
                    item.get("qid").asLong(),
                    item.get("ver").asInt(),
                    item.get("topic").asLong(),
                    item.get("a").asDouble(),
                    item.get("b").asDouble(),
                    item.get("c").asDouble(),
                    item.get("k").asDouble(),
                    null,
                    false));
        }
        return new Pool(pool);
    }

    private static Plan plan(JsonNode params) {
        return Plan.builder()
                .tau(params.get("tau").asDouble())
                .n(params.get("n").asInt())
                .testLen(params.get("test_len").asInt())
                .iters(params.get("iters").asInt())
                .alpha(params.get("alpha").asDouble())
                .theta(ThetaDistribution.parse(params.get("theta_dist").asText()))
                .floor(params.get("floor").asDouble())
                .ceil(params.get("ceil").asDouble())
                .seed(params.get("seed").asLong())
                .topicTau(numbers(params.path("topic_tau")))
                .topicWeights(numbers(params.path("topic_weights")))
                .generator(Generator.PYTHON)
                .verifyN(1000)
                .build();
    }

    private static Map<String, Double> numbers(JsonNode object) {
        Map<String, Double> numbers = new HashMap<>();
        object.properties()
                .forEach(field -> numbers.put(field.getKey(), field.getValue().asDouble()));
        return numbers;
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> longs = new ArrayList<>();
        array.forEach(number -> longs.add(number.asLong()));
        return longs;
    }
}
