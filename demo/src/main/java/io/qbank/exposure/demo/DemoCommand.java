package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.demo.story.BrokenChainException;
import io.qbank.exposure.demo.story.Demo;
import io.qbank.exposure.demo.story.DemoOptions;
import io.qbank.exposure.devkit.PortInUseException;
import io.qbank.exposure.schemas.service.StopSignal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole house in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the whole pipeline in one process: Kafka, PostgreSQL, the three services, an exam of 300 items, simulated",
            "candidates over some accelerated days, a calibration over HTTP, and the days after it. Prints observed rates",
            "against the cap before and after, and stays up. Data is kept: a second start goes on where the first ended."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--exit",
            description = "End after the table: 0 when every link of the chain held, 1 when one did not.")
    private boolean exit;

    @Option(
            names = "--drift",
            description = {
                "Tell the story of a drift instead: days at the cap, a population that has changed, the alarm,",
                "the recalibration that it starts by itself, and the days after it."
            })
    private boolean drift;

    @Option(names = "--data", description = "Directory of all data; by default data/demo beside the qbank script.")
    private Path data = Folders.DEMO;

    @Option(
            names = "--days",
            defaultValue = "3",
            description = "Days before the calibration, and after it (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--sessions", defaultValue = "800", description = "Candidates a day (${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--day-seconds", defaultValue = "3", description = "Seconds that a day takes (${DEFAULT-VALUE}).")
    private double daySeconds;

    @Option(
            names = "--port",
            defaultValue = "8000",
            description = "Of the command API; 0 is a free one, for all ports (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--counter-port",
            defaultValue = "8001",
            description = "Of the counter's metrics (${DEFAULT-VALUE}).")
    private int counterPort;

    @Option(
            names = "--calibrator-port",
            defaultValue = "8002",
            description = "Of the calibrator's metrics (${DEFAULT-VALUE}).")
    private int calibratorPort;

    @Option(names = "--kafka-port", defaultValue = "0", description = "(${DEFAULT-VALUE})")
    private int kafkaPort;

    @Option(names = "--postgres-port", defaultValue = "0", description = "(${DEFAULT-VALUE})")
    private int postgresPort;

    @Override
    public Integer call() throws InterruptedException {
        DemoOptions options = options();
        StopSignal stop = StopSignal.onTermination();
        try {
            Path log = Logging.toFile(options.data());
            System.out.println("Data directory " + options.data() + ", log " + log);
            Demo.run(options, System.out, stop);
            return 0;
        } catch (PortInUseException taken) {
            throw new CannotException(
                    taken.getMessage() + ": --port, --counter-port, --calibrator-port, --kafka-port, --postgres-port",
                    taken);
        } catch (BrokenChainException broken) {
            throw new CannotException("the chain is broken: " + broken.getMessage(), broken);
        } finally {
            stop.stopped();
        }
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(
                    data.toAbsolutePath().normalize(),
                    new DemoOptions.Ports(port, counterPort, calibratorPort, kafkaPort, postgresPort),
                    days,
                    sessions,
                    daySeconds,
                    Boolean.getBoolean("qbank.terminal"),
                    exit,
                    drift);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "--" + wrong.getMessage(), wrong);
        }
    }
}
