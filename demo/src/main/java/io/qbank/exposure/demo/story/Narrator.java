package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Tells the story on the console: lines, and a bar where there is a terminal to draw one on. One thread. */
final class Narrator {
    private final PrintStream out;
    private final boolean live;
    private final long start = System.nanoTime();

    Narrator(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** A line with the seconds since the beginning before it. */
    void say(String line, Object... values) {
        out.printf(
                Locale.ROOT,
                "%5.1f s  %s%n",
                (System.nanoTime() - start) / 1e9,
                values.length == 0
                        ? line
                        : String.format(Locale.ROOT, line, values).stripTrailing());
    }

    /** Lines as they are. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Shows a run's status whenever it changes: a bar, or a line. */
    Watching watching() {
        return new Watching();
    }

    /** The progress of one run. */
    final class Watching implements CalibrationOverHttp.Watcher, AutoCloseable {
        private @Nullable ProgressBar bar;

        @Override
        public void changed(JsonNode status) {
            String numbers = status.path("max_over").isNumber()
                    ? String.format(
                            Locale.ROOT,
                            "avg_exp %.4f  max_over %+.4f",
                            status.path("avg_exp").asDouble(),
                            status.path("max_over").asDouble())
                    : "";
            int iteration = status.path("current_iter").asInt();
            int all = status.path("total_iters").asInt();
            if (live) {
                ProgressBar shown = bar == null ? open(all) : bar;
                bar = shown;
                shown.stepTo(iteration).setExtraMessage(numbers);
            } else say("  %-9s %d/%d  %s", status.path("state").asText(), iteration, all, numbers);
        }

        @Override
        public void close() {
            if (bar != null) bar.close();
        }

        private ProgressBar open(int all) {
            return new ProgressBarBuilder()
                    .setTaskName("         calibrating")
                    .setInitialMax(all)
                    .setUpdateIntervalMillis(50)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(out))
                    .build();
        }
    }
}
