package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.calibrator.cli.PoolCsv;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.PortInUseException;
import io.qbank.exposure.schemas.service.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Only what the services need of the world, so that they can run as processes of their own. */
@Command(
        name = "infra",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts Kafka, with every topic, and PostgreSQL; prints the variables that the services need; stays up until",
            "it is stopped (Ctrl-C or SIGTERM). Data and ports are kept: a second start goes on where the first ended."
        })
final class InfraCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", description = "Directory of all data; by default data/infra beside the qbank script.")
    private Path data = Folders.INFRA;

    @Option(
            names = "--kafka-port",
            defaultValue = "9092",
            description = "0 takes a free one, and keeps it (${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            defaultValue = "5432",
            description = "0 takes a free one, and keeps it (${DEFAULT-VALUE}).")
    private int postgresPort;

    @Option(
            names = "--load",
            paramLabel = "EXAM=FILE.csv",
            description =
                    "Publishes the items of a pool file as an exam; what is there already stays. May be repeated.")
    private Map<String, Path> pools = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Pool> exams = exams();
        StopSignal stop = StopSignal.onTermination();
        Path directory = data.toAbsolutePath().normalize();
        Logging.toFile(directory);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("# data directory: " + directory);
        try (DevStack stack = DevStack.start(directory, kafkaPort, postgresPort)) {
            publish(exams, stack, out);
            Environment.of(stack, Secret.of(directory, Clock.systemUTC()))
                    .forEach((key, value) -> out.println("export " + key + "='" + value + "'"));
            out.println("# ready; stop with Ctrl-C or SIGTERM");
            out.flush();
            stop.await();
        } catch (PortInUseException taken) {
            throw new CannotException(taken.getMessage() + ": --kafka-port, --postgres-port", taken);
        } finally {
            stop.stopped();
        }
        return 0;
    }

    private Map<String, Pool> exams() {
        Map<String, Pool> exams = new TreeMap<>();
        try {
            pools.forEach((exam, file) -> exams.put(exam, PoolCsv.read("--load", file)));
            return exams;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void publish(Map<String, Pool> exams, DevStack stack, PrintWriter out) {
        if (exams.isEmpty()) return;
        try (Bank bank = Bank.open(stack.postgres().url())) {
            exams.forEach((exam, pool) ->
                    out.println("# exam " + exam + ": " + bank.publish(exam, pool.items()) + " items published"));
        }
    }
}
