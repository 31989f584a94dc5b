package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.report.ReportHtml;
import io.qbank.exposure.calibrator.report.ReportJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say where a result goes, and the files they stand for. */
final class Outputs {
    @Option(names = "--out", paramLabel = "K.csv", description = "Write k, cap and verified rate of each item as CSV.")
    private @Nullable Path csv;

    @Option(names = "--json", paramLabel = "REPORT.json", description = "Write everything there is to know as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write one page to look at; it needs no network.")
    private @Nullable Path html;

    /**
     * Tries that each file can be written, before anything runs.
     *
     * @param input a file that must not be overwritten, or null
     * @throws IllegalArgumentException if two flags name one file, or one names the input
     * @throws CannotException if a file could not be written
     */
    List<Target> opened(@Nullable Path input) {
        List<Target> targets = new ArrayList<>();
        if (csv != null) targets.add(new Target(OutputFile.at("--out", csv), Outputs::csv));
        if (json != null) targets.add(new Target(OutputFile.at("--json", json), Outputs::json));
        if (html != null) targets.add(new Target(OutputFile.at("--report", html), Outputs::html));
        Set<Path> taken = new HashSet<>();
        if (input != null) taken.add(OutputFile.behind(input));
        for (Target target : targets)
            if (!taken.add(OutputFile.behind(target.file().path())))
                throw new IllegalArgumentException(target.file().flag() + " must be a file of its own, was "
                        + target.file().path() + " again");
        return targets;
    }

    private static String csv(CalibrationResult result, Plan plan, ReportHtml.Context context) {
        return KCsv.of(result.items());
    }

    private static String json(CalibrationResult result, Plan plan, ReportHtml.Context context) {
        return ReportJson.text(ReportJson.full(result, plan));
    }

    private static String html(CalibrationResult result, Plan plan, ReportHtml.Context context) {
        return ReportHtml.page(result, plan, context);
    }

    /** A file and what goes into it. */
    record Target(OutputFile file, Content content) {
        void write(CalibrationResult result, Plan plan, ReportHtml.Context context) {
            file.write(content.of(result, plan, context));
        }
    }

    /** A result as text. */
    @FunctionalInterface
    interface Content {
        String of(CalibrationResult result, Plan plan, ReportHtml.Context context);
    }
}
