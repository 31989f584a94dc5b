package io.qbank.exposure.calibrator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.calibrator.engine.report.ExactRates;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Method exact against values computed independently. */
class ExactGoldenTest {
    @Test
    void agreesOnFixedRankings() throws IOException {
        for (JsonNode expected : golden().get("fixed_ranking")) {
            Pool pool = Pools.equal(expected.get("items").asInt());
            Plan plan = exact(expected)
                    .theta(ThetaDistribution.parse("point"))
                    .iters(expected.get("iterations").asInt())
                    .build();

            CalibrationResult result = run(pool, plan);

            ExactRates rates = Objects.requireNonNull(result.report().exact());
            for (int i = 0; i < pool.size(); i++) {
                double k = expected.get("k").get(i).asDouble();
                assertEquals(k, result.items().get(i).k(), 1e-9, "k of item " + i);
                assertEquals(
                        expected.get("p_administered").get(i).asDouble(),
                        rates.rates().get(i),
                        1e-9);
                assertEquals(
                        expected.get("p_selected").get(i).asDouble() * k,
                        rates.rates().get(i),
                        1e-9);
            }
        }
    }

    @Test
    void agreesOnAnExamOf300Items() throws IOException {
        JsonNode expected = golden().get("pools").get(0);
        Pool pool = Pools.generated300();
        Plan plan = exact(expected).iters(100).build();

        CalibrationResult result = run(pool, plan);

        ExactRates rates = Objects.requireNonNull(result.report().exact());
        double tau = expected.get("tau").asDouble();
        assertEquals(expected.get("iterations").asInt(), result.iterationsRun());
        for (int t = 0; t < expected.get("max_rate_by_iteration").size(); t++) {
            double rate = expected.get("max_rate_by_iteration").get(t).asDouble();
            assertEquals(rate - tau, result.history().get(t).maxOver(), 1e-9, "iteration " + (t + 1));
        }
        assertEquals(expected.get("max_rate").asDouble(), rates.maxRate(), 1e-9);
        assertEquals(expected.get("overlap").asDouble(), rates.overlap(), 1e-9);
        int atOne = 0;
        for (int i = 0; i < pool.size(); i++) {
            String id = Long.toString(pool.item(i).questionId());
            assertEquals(
                    expected.get("k").path(id).asDouble(1),
                    result.items().get(i).k(),
                    1e-6,
                    "k of " + id);
            assertEquals(
                    expected.get("rate").path(id).asDouble(0), rates.rates().get(i), 1e-6, "rate of " + id);
            atOne += result.items().get(i).k() == 1 ? 1 : 0;
        }
        assertEquals(expected.get("items_at_k1").asInt(), atOne);
        assertNotNull(result.report().verification());
    }

    private static Plan.Builder exact(JsonNode expected) {
        return Plan.builder()
                .method(Method.EXACT)
                .tau(expected.get("tau").asDouble())
                .testLen(expected.get("test_len").asInt())
                .floor(0)
                .verifyN(1000);
    }

    private static CalibrationResult run(Pool pool, Plan plan) {
        return ((Outcome.Completed) Calibration.run(pool, plan, RunObserver.NONE)).result();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = ExactGoldenTest.class.getResourceAsStream("/golden/exact-sympson-hetter.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }
}
