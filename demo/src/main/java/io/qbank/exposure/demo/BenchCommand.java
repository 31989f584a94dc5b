package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.bench.EngineBench;
import io.qbank.exposure.calibrator.cli.CannotException;
import io.qbank.exposure.demo.bench.ApiBench;
import io.qbank.exposure.demo.bench.CounterBench;
import io.qbank.exposure.demo.bench.LatencyBench;
import io.qbank.exposure.demo.bench.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures, in one run, what is faster than what. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures a part of the house.",
        subcommands = {CounterBench.class, ApiBench.class})
final class BenchCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "engine",
            mixinStandardHelpOptions = true,
            description =
                    "Candidates a second of the calibration engine, beside a program that ranks the whole pool anew.")
    int engine(@Option(names = "--json", description = "File for the figures.") @Nullable Path json) {
        try {
            EngineBench.run(System.out, json);
            return 0;
        } catch (IOException failed) {
            throw new CannotException("cannot write " + json + ": " + failed.getMessage(), failed);
        }
    }

    @Command(
            name = "latency",
            mixinStandardHelpOptions = true,
            description = "On a running system: from an event to its count, and from a command to its first progress.")
    int latency(
            @Option(
                            names = "--exam",
                            required = true,
                            description = "Exam whose pool the runs calibrate; nothing is written.")
                    String exam,
            @Option(names = "--events", defaultValue = "300", description = "Events, one at a time (${DEFAULT-VALUE}).")
                    int events,
            @Option(
                            names = "--commands",
                            defaultValue = "100",
                            description = "Commands, one at a time (${DEFAULT-VALUE}).")
                    int commands,
            @Option(
                            names = "--bootstrap",
                            defaultValue = "${env:KAFKA_BOOTSTRAP:-localhost:9092}",
                            description = "Kafka; else KAFKA_BOOTSTRAP (${DEFAULT-VALUE}).")
                    String bootstrap,
            @Option(
                            names = "--tenant",
                            defaultValue = "${env:APP_TENANT_ID:-00000000-0000-0000-0000-000000000001}",
                            description = "Tenant; else APP_TENANT_ID (${DEFAULT-VALUE}).")
                    String tenant) {
        Options options = new Options(spec);
        options.within("--events", events, 1, 1_000_000);
        options.within("--commands", commands, 1, 1_000_000);
        try {
            new LatencyBench(bootstrap, tenant, exam, Clock.systemUTC()).run(events, commands, System.out);
            return 0;
        } catch (KafkaException | IllegalStateException failed) {
            throw new CannotException("cannot measure on " + bootstrap + ": " + failed.getMessage(), failed);
        }
    }
}
