package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.IterationSummary;
import io.qbank.exposure.calibrator.engine.IterationTrace;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.RunObserver;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a run while it goes, on standard error, and keeps the first iteration: the exposure at the k before the run. One thread. */
final class RunProgress implements RunObserver, AutoCloseable {
    /** How to show it. */
    enum Style {
        AUTO,
        PLAIN,
        NONE
    }

    private final Plan plan;
    private final @Nullable PrintWriter lines;
    private final @Nullable ProgressBar bar;
    private @Nullable IterationTrace first;

    private RunProgress(Plan plan, @Nullable PrintWriter lines, @Nullable ProgressBar bar) {
        this.plan = plan;
        this.lines = lines;
        this.bar = bar;
    }

    static RunProgress shown(Style style, Plan plan, PrintWriter err) {
        if (style == Style.NONE) return new RunProgress(plan, null, null);
        if (style == Style.PLAIN || !Terminal.isPresent()) return new RunProgress(plan, err, null);
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("calibrating")
                .setInitialMax(plan.iters())
                .setUpdateIntervalMillis(200)
                .build();
        return new RunProgress(plan, null, bar);
    }

    @Override
    public void iteration(IterationSummary summary) {
        String figures =
                String.format(Locale.ROOT, "avg_exp %.4f  max_over %+.4f", summary.avgExp(), summary.maxOver());
        if (lines != null) {
            lines.printf(Locale.ROOT, "iteration %d of %s%d  %s%n", summary.iter(), most(), plan.iters(), figures);
            lines.flush();
        }
        if (bar != null) bar.stepTo(summary.iter()).setExtraMessage(" " + figures);
    }

    @Override
    public void traced(IterationTrace trace) {
        if (trace.iter() == 1) first = trace;
    }

    @Override
    public void verifying() {
        if (lines != null) {
            lines.printf("verifying on %d fresh candidates%n", plan.verifyN());
            lines.flush();
        }
        if (bar != null) bar.setExtraMessage(" verifying");
    }

    Optional<IterationTrace> first() {
        return Optional.ofNullable(first);
    }

    @Override
    public void close() {
        if (bar != null) bar.maxHint(bar.getCurrent()).close();
    }

    private String most() {
        return plan.untilConverged() || plan.method() != Method.DAMPED ? "at most " : "";
    }
}
