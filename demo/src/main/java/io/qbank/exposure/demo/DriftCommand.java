package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.Converters;
import io.qbank.exposure.counter.drift.EProcess;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.json.Require;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code qbank drift}: the drift test of one item by hand, for an analyst with a question. */
@Command(
        name = "drift",
        sortOptions = false,
        description = {
            "Has an item's exposure left its cap? Give the sessions and exposures of each day since its k or cap last changed.",
            "Under the cap, E reaches the threshold 1/alpha with a probability of at most alpha, however often one looks.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  ./qbank drift --cap 0.2 --delta 0.1 --alpha 0.05 --day 100:20 --day 250:41 --day 240:96")
public final class DriftCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--cap",
            required = true,
            paramLabel = "C",
            converter = Converters.Decimal.class,
            description = "The item's cap, in (0, 1].")
    private double cap;

    @Option(
            names = "--delta",
            paramLabel = "D",
            defaultValue = "0.1",
            converter = Converters.Decimal.class,
            description = "Up to cap (1 + delta) is no drift; in [0, 10]. Default: ${DEFAULT-VALUE}.")
    private double delta;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            defaultValue = "0.05",
            converter = Converters.Decimal.class,
            description = "Most that a false alarm may be probable, in (0, 1]. Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = "--day",
            required = true,
            paramLabel = "SESSIONS:EXPOSURES",
            converter = DayConverter.class,
            description = "One for each day, the oldest first. One without sessions tells nothing.")
    private List<Day> days = List.of();

    @Option(names = "--json", description = "Print {ln_m, E, threshold, drift} and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        double p0 = cap * (1 + delta);
        List<EProcess> afterEach = new ArrayList<>();
        EProcess process = EProcess.start();
        for (Day day : days) {
            if (day.sessions() > 0) process = process.afterDay(day.exposures(), day.sessions(), p0);
            afterEach.add(process);
        }
        print(new Findings(
                EProcess.lnM(
                        days.stream().mapToLong(Day::exposures).sum(),
                        days.stream().mapToLong(Day::sessions).sum(),
                        p0),
                afterEach,
                1 / alpha,
                afterEach.stream().anyMatch(each -> each.rejects(alpha))));
        return 0;
    }

    private void check() {
        try {
            Require.above("--cap", cap, 0, 1);
            Require.within("--delta", delta, 0.0, 10.0);
            Require.above("--alpha", alpha, 0, 1);
        } catch (IllegalArgumentException refusal) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refusal.getMessage()), refusal);
        }
    }

    private void print(Findings findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(Json.text(findings.wire()));
        else findings.lines(days).forEach(out::println);
        out.flush();
    }

    /** A day's counts. */
    record Day(long sessions, long exposures) {}

    /** What there is to say. */
    private record Findings(double lnM, List<EProcess> afterEach, double threshold, boolean drift) {
        Map<String, Object> wire() {
            Map<String, Object> wire = new LinkedHashMap<>();
            wire.put("ln_m", lnM);
            wire.put("E", afterEach.stream().map(EProcess::e).toList());
            wire.put("threshold", threshold);
            wire.put("drift", drift);
            return wire;
        }

        List<String> lines(List<Day> days) {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(Locale.ROOT, "ln M over all days: %.6f", lnM));
            for (int i = 0; i < days.size(); i++)
                lines.add(String.format(
                        Locale.ROOT,
                        "day %d: %d of %d sessions, E = %.6g%s",
                        i + 1,
                        days.get(i).exposures(),
                        days.get(i).sessions(),
                        afterEach.get(i).e(),
                        afterEach.get(i).e() >= threshold ? "  over the threshold" : ""));
            lines.add(String.format(
                    Locale.ROOT,
                    drift
                            ? "drift: E reached the threshold of %.6g; the item is shown more often than its cap allows"
                            : "no drift: E stayed below the threshold of %.6g",
                    threshold));
            return lines;
        }
    }

    /** SESSIONS:EXPOSURES. */
    static final class DayConverter implements ITypeConverter<Day> {
        private static final long MOST = 1_000_000_000_000L;

        @Override
        public Day convert(String text) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length == 2) {
                    Day day = new Day(Long.parseLong(parts[0].strip()), Long.parseLong(parts[1].strip()));
                    if (day.exposures() >= 0 && day.exposures() <= day.sessions() && day.sessions() <= MOST) return day;
                }
            } catch (NumberFormatException malformed) {
                throw refused(text);
            }
            throw refused(text);
        }

        private static TypeConversionException refused(String text) {
            return new TypeConversionException(
                    "must be SESSIONS:EXPOSURES, whole numbers with 0 <= EXPOSURES <= SESSIONS <= " + MOST
                            + " such as 250:41, was " + Require.shown(text));
        }
    }
}
