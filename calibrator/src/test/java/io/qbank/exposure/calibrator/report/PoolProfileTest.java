package io.qbank.exposure.calibrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.report.Report;
import io.qbank.exposure.calibrator.engine.report.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolProfileTest {
    @Test
    void ratesGoFromTheHighestToTheLowestWithThoseOfTheFirstIterationBesideThem() {
        CalibrationResult result = result(List.of(item(1, 0.2, 0.1), item(2, 0.2, 0.3), item(3, 0.2, 0.0)));
        IterationTrace first =
                new IterationTrace(1, List.of(5L, 0L, 10L), List.of(5L, 0L, 10L), List.of(1.0, 1.0, 1.0));

        JsonNode profile = report(result, first, 10, 0).get("profile");

        assertEquals("[0.3,0.1,0.0]", profile.get("after").toString());
        assertEquals("[1.0,0.5,0.0]", profile.get("before").toString());
        assertEquals("[1,2,3]", profile.get("rank").toString());
        assertEquals(0.2, profile.get("limit").asDouble());
    }

    @Test
    void whereCapsDifferRatesAreToldAsSharesOfThem() {
        CalibrationResult result = result(List.of(item(1, 0.5, 0.25), item(2, 0.1, 0.1)));

        JsonNode profile = report(result, null, 10, 0).get("profile");

        assertEquals("[1.0,0.5]", profile.get("after").toString());
        assertEquals(1, profile.get("limit").asInt());
        assertTrue(profile.get("before").isNull());
    }

    @Test
    void theWorstComeFirstAndThoseOverTheirCapAreMarked() {
        CalibrationResult result = result(List.of(item(1, 0.2, 0.1), item(2, 0.2, 0.3), item(3, 0.2, 0.2)));

        JsonNode worst = report(result, null, 10, 1).get("worst");

        assertEquals(List.of(2, 3, 1), questions(worst));
        assertTrue(worst.at("/0/over").asBoolean());
        assertEquals(
                1,
                IntStream.range(0, 3)
                        .filter(i -> worst.get(i).get("over").asBoolean())
                        .count());
    }

    @Test
    void aLargePoolGivesNoLargerReport() {
        List<ItemResult> items = IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> item(i, 0.2, i / 50_000.0))
                .toList();

        ObjectNode report = report(result(items), null, 10, 0);

        JsonNode rank = report.at("/profile/rank");
        assertEquals(PoolProfile.MOST_POINTS, rank.size());
        assertEquals(1, rank.get(0).asInt());
        assertEquals(10_000, rank.get(PoolProfile.MOST_POINTS - 1).asInt());
        assertEquals(0.2, report.at("/profile/after/0").asDouble());
        assertEquals(PoolProfile.MOST_WORST, report.get("worst").size());
    }

    private static List<Integer> questions(JsonNode worst) {
        return IntStream.range(0, worst.size())
                .mapToObj(i -> worst.get(i).get("question_id").asInt())
                .toList();
    }

    private static ObjectNode report(CalibrationResult result, @Nullable IterationTrace first, int n, int over) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        new PoolProfile(result, first, n).addTo(report, over);
        return report;
    }

    private static CalibrationResult result(List<ItemResult> items) {
        return new CalibrationResult(
                items, List.of(), new Report(Verdict.CONVERGED, true, List.of(), true, null, null, null));
    }

    private static ItemResult item(long questionId, double cap, double rate) {
        return new ItemResult(new PoolItem(questionId, 1, 101L, 1, 0, 0.2, 1, null, false), 0.5, cap, 0, 0, rate);
    }
}
