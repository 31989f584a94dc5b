package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.cli.CannotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks the house on purpose. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts three brokers, PostgreSQL and two of each service, as processes; kills, stops, cuts off and confuses them",
            "under load by a schedule that follows from the seed; and checks after every round that nothing was lost, counted",
            "twice or told differently. Needs Linux, about 4 GB of memory and two cores.",
            "Exit codes: 0 every promise was kept, 1 some were not, 2 asked wrongly."
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final double MOST_MINUTES = 7 * 24 * 60;
    private static final double MOST_EVENTS = 100_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "30", description = "No round begins later (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Of faults and load (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--rounds", defaultValue = "100000", description = "Most rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--rate", defaultValue = "300", description = "Events a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "Only these kinds, comma separated; all by default. --list shows them.")
    private String[] kinds = {};

    @Option(names = "--list", description = "Shows the kinds of faults, and ends.")
    private boolean list;

    @Option(names = "--json", paramLabel = "FILE", description = "File for the report.")
    private @Nullable Path json;

    @Option(
            names = "--data",
            description = "Directory for a directory of this run; by default data/chaos beside the qbank script.")
    private Path data = Path.of(System.getProperty("qbank.data", "data")).resolve("chaos");

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (list) {
            for (FaultKind kind : FaultKind.values()) out.printf("%-16s  %s%n", kind.text(), kind.about());
            return 0;
        }
        ChaosReport report = Chaos.play(options(), new Teller(out));
        out.print(report.table());
        out.flush();
        write(report);
        return report.violations().isEmpty() ? 0 : 1;
    }

    private ChaosOptions options() {
        if (!(minutes > 0 && minutes <= MOST_MINUTES))
            throw wrong("--minutes must be in (0, " + MOST_MINUTES + "], was " + minutes);
        if (rounds < 1) throw wrong("--rounds must be at least 1, was " + rounds);
        if (!(rate >= 1 && rate <= MOST_EVENTS)) throw wrong("--rate must be in [1, " + MOST_EVENTS + "], was " + rate);
        String name = "seed-" + seed + "-" + Instant.now().toString().replace(':', '-');
        Path directory = data.toAbsolutePath().normalize().resolve(name);
        return new ChaosOptions(directory, Duration.ofMillis((long) (minutes * 60_000)), rounds, seed, rate, chosen());
    }

    private Set<FaultKind> chosen() {
        Set<FaultKind> chosen = EnumSet.noneOf(FaultKind.class);
        for (String kind : kinds) {
            try {
                chosen.add(
                        FaultKind.valueOf(kind.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException unknown) {
                throw wrong("--faults must be of " + all() + ", was " + kind);
            }
        }
        return chosen.isEmpty() ? EnumSet.allOf(FaultKind.class) : chosen;
    }

    private static String all() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.joining(", "));
    }

    private void write(ChaosReport report) {
        if (json == null) return;
        try {
            report.write(json);
        } catch (IOException failed) {
            throw new CannotException("cannot write " + json + ": " + failed.getMessage(), failed);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
