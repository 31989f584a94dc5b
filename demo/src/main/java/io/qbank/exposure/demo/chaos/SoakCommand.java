package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.calibrator.cli.CannotException;
import java.io.IOException;
import java.io.PrintWriter;
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
            "for each process: memory, open files, threads, state, disk, lag. Ends with first, last and most of each."
        })
public final class SoakCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "60", description = "How long (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--rate", defaultValue = "10000", description = "Events a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--csv", defaultValue = "soak.csv", description = "File for the rows (${DEFAULT-VALUE}).")
    private Path csv = Path.of("soak.csv");

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
        PrintWriter out = command.commandLine().getOut();
        Path directory = data.toAbsolutePath()
                .normalize()
                .resolve("soak-" + Instant.now().toString().replace(':', '-'));
        Duration time = Duration.ofMillis((long) (minutes * 60_000));
        Soak soak = new Soak(new ChaosOptions(directory, time, 1, 1, rate, Set.of()), new Teller(out));
        try {
            soak.play(csv);
        } catch (IOException failed) {
            throw new CannotException("cannot write " + csv + ": " + failed.getMessage(), failed);
        }
        out.print(soak.summary());
        out.flush();
        return 0;
    }
}
