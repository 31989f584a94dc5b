package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.CalibrationResult;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Outcome;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.report.ReportHtml;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * v7's {@code sh_iterative}: calibrates a pool from a file or the bank. What v7 printed goes to standard output as v7 printed
 * it; everything a person wants besides goes to standard error.
 */
@Command(
        name = "calibrate",
        sortOptions = false,
        description = {
            "Finds the exposure control parameter k of each item of a pool, so that no item is in more than its share of tests.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./qbank calibrate --pool pool.csv --method sympson_hetter --ability eap --report report.html",
            "      a file, no database; the method we recommend; a page to look at",
            "  ./qbank calibrate --pool pool.csv --tau 0.2 --n 20000 --iters 10 --seed 1 --out k.csv --json report.json",
            "      v7's method, repeatable",
            "  ./qbank calibrate --dsn postgresql://qbank:...@localhost/qbank --exam DEMO-EXAM --dry_run",
            "      the bank's database, as v7; without --dry_run k and cap are written, with their history",
            "  ./qbank calibrate --pool pool.csv --rng python --seed 1 --n 500 --iters 6 --json report.json",
            "      v7's very numbers, to check a migration",
            "",
            "Exit codes: 0 done (whether the caps are held, the verdict says), 1 a file or the database is out",
            "of reach, 2 a flag or the pool is wrong."
        })
public final class CalibrateCommand implements Callable<Integer> {
    private final Clock clock;
    private final SourceOptions.Bank banks;
    private final @Nullable String databaseUrl;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = "--progress",
            paramLabel = "auto|plain|none",
            defaultValue = "auto",
            description =
                    "A bar on a terminal and lines elsewhere, always lines, or nothing. Default: ${DEFAULT-VALUE}.")
    private String progress = "auto";

    @Mixin
    private PlanOptions planOptions = new PlanOptions();

    @Mixin
    private Outputs outputs = new Outputs();

    /**
     * The command on real files and databases.
     *
     * @param clock says when a report was made
     */
    public CalibrateCommand(Clock clock) {
        this(
                clock,
                (dsn, examCode, dryRun) -> ExamSource.open(dsn, examCode, dryRun, clock),
                System.getenv("DATABASE_URL"));
    }

    CalibrateCommand(Clock clock, SourceOptions.Bank banks, @Nullable String databaseUrl) {
        this.clock = clock;
        this.banks = banks;
        this.databaseUrl = databaseUrl;
    }

    @Override
    public Integer call() {
        RunProgress.Style style = asked(this::style);
        Plan plan = asked(planOptions::plan);
        List<Outputs.Target> targets = asked(() -> outputs.opened(source.file()));
        try (Source opened = asked(() -> source.opened(banks, databaseUrl))) {
            Pool items = asked(opened::pool);
            if (items.isEmpty()) out().println("No items found for " + opened.title());
            else finish(opened, calibrated(items, plan, style), plan, targets);
        }
        out().flush();
        return 0;
    }

    private Calibrated calibrated(Pool items, Plan plan, RunProgress.Style style) {
        try (RunProgress shown = RunProgress.shown(style, plan, err())) {
            Outcome outcome = asked(() -> Calibration.run(items, plan, shown));
            CalibrationResult result = outcome.match(Outcome.Completed::result, cancelled -> {
                throw new IllegalStateException("nobody cancels a run of the command line");
            });
            return new Calibrated(result, shown.first().orElse(null));
        }
    }

    private void finish(Source from, Calibrated run, Plan plan, List<Outputs.Target> targets) {
        out().println("history= " + PythonText.history(run.result().history()));
        err().println("seed: " + plan.seed());
        ClosingWords.of(run.result()).forEach(err()::println);
        ReportHtml.Context context = new ReportHtml.Context(from.title(), clock.instant(), run.first());
        targets.forEach(target -> target.write(run.result(), plan, context));
        from.write(run.result().items(), plan.rejection()).ifPresent(written -> out().println("upserted= " + written));
    }

    private RunProgress.Style style() {
        for (RunProgress.Style style : RunProgress.Style.values())
            if (style.name().toLowerCase(Locale.ROOT).equals(progress)) return style;
        throw new IllegalArgumentException("--progress must be auto, plain or none, was \"" + progress + "\"");
    }

    /** What this calls may refuse what the flags say; nothing else may. */
    private <T> T asked(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException refusal) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refusal.getMessage()), refusal);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private record Calibrated(
            CalibrationResult result, @Nullable IterationTrace first) {}
}
