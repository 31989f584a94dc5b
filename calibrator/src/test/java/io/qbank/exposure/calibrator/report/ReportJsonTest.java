package io.qbank.exposure.calibrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Outcome;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.RunObserver;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static final Pool POOL = new Pool(LongStream.rangeClosed(1, 6)
            .mapToObj(i -> new PoolItem(i, 1, 101L, 1 + i / 10.0, 0, 0.2, 1, null, false))
            .toList());

    @Test
    void theSummaryIsTheReportWithoutWhatGrowsWithThePoolOrTheRun() {
        Plan plan = plan(Method.DAMPED).build();
        CalibrationResult result = run(plan);

        ObjectNode summary = ReportJson.summary(result);

        assertEquals(
                List.of(),
                summary.properties().stream()
                        .map(entry -> entry.getKey())
                        .filter(List.of("items", "history", "parameters")::contains)
                        .toList());
        ObjectNode rest = ReportJson.full(result, plan).without(List.of("items", "history", "parameters"));
        assertEquals(rest, summary);
    }

    @Test
    void everyNumberReadsBackToTheSameDouble() throws IOException {
        Plan plan = plan(Method.SYMPSON_HETTER).build();
        CalibrationResult result = run(plan);

        JsonNode read = new ObjectMapper().readTree(ReportJson.text(ReportJson.full(result, plan)));

        for (int i = 0; i < POOL.size(); i++)
            assertEquals(
                    result.items().get(i).k(), read.at("/items/" + i + "/k").doubleValue());
        assertEquals(
                result.history().get(0).avgExp(), read.at("/history/0/avg_exp").doubleValue());
    }

    @Test
    void theExactMethodAddsItsExpectationsAndOthersHaveNone() {
        Plan exact = plan(Method.EXACT).build();
        Plan damped = plan(Method.DAMPED).build();

        ObjectNode report = ReportJson.full(run(exact), exact);

        assertTrue(report.at("/exact/strata/0/max_rate").isNumber());
        assertTrue(report.at("/items/0/exact_rate").isNumber());
        assertFalse(ReportJson.full(run(damped), damped).has("exact"));
    }

    @Test
    void withoutAVerificationItIsNullAndSoIsEachRate() {
        Plan plan = plan(Method.DAMPED).verifyN(0).build();

        ObjectNode report = ReportJson.full(run(plan), plan);

        assertTrue(report.get("verification").isNull());
        assertTrue(report.at("/items/0/rate").isNull());
        assertEquals("inconclusive", report.get("verdict").asText());
    }

    private static Plan.Builder plan(Method method) {
        return Plan.builder()
                .method(method)
                .testLen(2)
                .tau(0.5)
                .n(200)
                .iters(3)
                .verifyN(1_000)
                .seed(1);
    }

    private static CalibrationResult run(Plan plan) {
        return ((Outcome.Completed) Calibration.run(POOL, plan, RunObserver.NONE)).result();
    }
}
