package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.cli.CannotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads the house for a long time and notes what its processes hold. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The house of chaos without faults: events at a steady rate, one command a minute; every ten seconds a row of CSV",
            "for each process: memory, open files, threads, state, disk, lag. Ends with first, last and most of each, and with",
            "every count and run checked. A rate above what the machine can bear shows how an overload passes.",
            "Exit status: 0 all as it should be, 1 not, 2 asked wrongly."
        })
public final class SoakCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "60", description = "How long (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--rate", defaultValue = "10000", description = "Events a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--keep-minutes",
            defaultValue = "20",
            description =
                    "How long the brokers keep events (${DEFAULT-VALUE}); must be longer than any waits to be counted.")
    private double keepMinutes;

    @Option(names = "--csv", defaultValue = "soak.csv", description = "File for the rows (${DEFAULT-VALUE}).")
    private Path csv = Path.of("soak.csv");

    @Option(names = "--plot", description = "File for a picture of the rows, SVG; none by default.")
    private @Nullable Path plot;

    @Option(
            names = "--data",
            description = "Directory for a directory of this run; by default data/chaos beside the qbank script.")
    private Path data = Path.of(System.getProperty("qbank.data", "data")).resolve("chaos");

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (!(minutes > 0))
            throw new ParameterException(command.commandLine(), "--minutes must be above 0, was " + minutes);
        if (!(rate >= 1)) throw new ParameterException(command.commandLine(), "--rate must be at least 1, was " + rate);
        if (!(keepMinutes >= 1))
            throw new ParameterException(
                    command.commandLine(), "--keep-minutes must be at least 1, was " + keepMinutes);
        PrintWriter out = command.commandLine().getOut();
        Path directory = data.toAbsolutePath()
                .normalize()
                .resolve("soak-" + Instant.now().toString().replace(':', '-'));
        Soak soak = new Soak(
                new ChaosOptions(directory, time(minutes), 1, 1, rate, Set.of()), time(keepMinutes), new Teller(out));
        boolean well;
        try {
            if (plot != null) Files.writeString(plot, ""); // better now than after the hour
            well = soak.play(csv).isEmpty();
            out.print(soak.summary());
            out.flush();
            if (plot != null) SoakPlot.draw(csv, plot);
        } catch (IOException failed) {
            throw new CannotException("cannot write the rows or their picture: " + failed.getMessage(), failed);
        }
        return well ? 0 : 1;
    }

    private static Duration time(double minutes) {
        return Duration.ofMillis((long) (minutes * 60_000));
    }
}
