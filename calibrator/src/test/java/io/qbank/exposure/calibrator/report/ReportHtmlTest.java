package io.qbank.exposure.calibrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.Outcome;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.RunObserver;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {
    private static final Pattern DATA =
            Pattern.compile("<script id=\"data\" type=\"application/json\">([^<]*)</script>");
    private static final String HOSTILE = "</script><script>alert('&')</script><!-- \u2028";

    @Test
    void aHostileNameStaysTextAndTheDataStayReadable() throws IOException {
        String page = page(HOSTILE);

        assertEquals(3, page.split("<script", -1).length - 1, "scripts on the page");
        var data = DATA.matcher(page);
        assertTrue(data.find());
        JsonNode read = new ObjectMapper().readTree(data.group(1));
        assertEquals(HOSTILE, read.get("title").asText());
        assertEquals("9007199254740993", read.at("/parameters/seed").asText());
        assertEquals(2, read.get("items").size());
        assertEquals("9007199254740995", read.at("/items/0/question_id").asText());
        assertTrue(read.at("/items/0/question_id").isTextual(), "a browser's number would be another item's");
    }

    @Test
    void thePageIsWholeAndFetchesNothing() {
        String page = page("EXAM");

        assertTrue(page.contains("default-src 'none'"));
        assertTrue(page.contains("uPlot=function"), "the charts' code is in the page");
        assertFalse(Pattern.compile("(src|href)\\s*=\\s*[\"']").matcher(page).find(), "nothing is linked");
        assertFalse(page.contains("/*data*/") || page.contains("/*report."), "every part has been put in");
    }

    private static String page(String title) {
        Pool pool = new Pool(List.of(
                new PoolItem(9007199254740995L, 1, 101L, 1, 0, 0.2, 1, null, false),
                new PoolItem(9007199254740997L, 1, null, 1, 0, 0.2, 1, null, false)));
        Plan plan = Plan.builder()
                .testLen(1)
                .tau(0.6)
                .n(10)
                .iters(1)
                .verifyN(100)
                .seed(9007199254740993L)
                .build();
        Outcome outcome = Calibration.run(pool, plan, RunObserver.NONE);
        return ReportHtml.page(
                ((Outcome.Completed) outcome).result(),
                plan,
                new ReportHtml.Context(title, Instant.parse("2026-11-02T09:30:00Z"), null));
    }
}
