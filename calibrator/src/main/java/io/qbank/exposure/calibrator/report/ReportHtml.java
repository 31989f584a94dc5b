package io.qbank.exposure.calibrator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A finished run as one page of HTML with everything in it: data, styles, and uPlot's charts. Opened from a disk without a
 * network it shows all it has; its policy forbids it to fetch anything.
 *
 * <p>No HTML is put together here. The page is fixed; the data stand in it as JSON in which no {@code <} occurs, and the
 * page's script puts them on the screen as text. So an exam code can be as hostile as it likes.
 */
public final class ReportHtml {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> IDS = List.of("question_id", "topic_id");
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/" + uplotVersion() + "/dist/uPlot";

    private ReportHtml() {}

    /**
     * What a page says besides the result.
     *
     * @param title exam or file
     * @param generated when the run ended
     * @param first the first iteration, whose rates are those at the k before the run; null leaves them out
     */
    public record Context(
            String title, Instant generated, @Nullable IterationTrace first) {}

    /** The page. */
    public static String page(CalibrationResult result, Plan plan, Context context) {
        return text("report.html")
                .replace("/*uplot.css*/", text(UPLOT + ".min.css"))
                .replace("/*report.css*/", text("report.css"))
                .replace("/*uplot.js*/", text(UPLOT + ".iife.min.js"))
                .replace("/*report.js*/", text("report.js"))
                .replace("/*data*/", harmless(data(result, plan, context)));
    }

    private static ObjectNode data(CalibrationResult result, Plan plan, Context context) {
        ObjectNode data = ReportJson.full(result, plan);
        data.put("title", context.title());
        data.put(
                "generated", context.generated().truncatedTo(ChronoUnit.SECONDS).toString());
        // A browser's numbers are doubles: a seed or an id of 64 bits would be shown as another one.
        ((ObjectNode) data.get("parameters")).put("seed", Long.toString(plan.seed()));
        asText(data);
        IterationTrace first = context.first();
        if (first != null) {
            ArrayNode before = data.putArray("before");
            first.administered().forEach(count -> before.add(count / (double) plan.n()));
        }
        return data;
    }

    private static void asText(JsonNode within) {
        if (within instanceof ObjectNode object)
            for (String id : IDS)
                if (object.path(id).isIntegralNumber())
                    object.put(id, object.get(id).asText());
        within.forEach(ReportHtml::asText);
    }

    /** JSON that cannot end the element it stands in, nor begin another. */
    private static String harmless(ObjectNode data) {
        try {
            return MAPPER.writeValueAsString(data)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of nodes is always JSON", impossible);
        }
    }

    private static String uplotVersion() {
        try (InputStream in = resource("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("uPlot's version", unreadable);
        }
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = ReportHtml.class.getResourceAsStream(name);
        if (in == null) throw new IllegalStateException("not on the class path: " + name);
        return in;
    }
}
