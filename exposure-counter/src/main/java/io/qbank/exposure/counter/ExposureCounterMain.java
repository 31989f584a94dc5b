package io.qbank.exposure.counter;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qbank.exposure.schemas.service.Observability;
import io.qbank.exposure.schemas.service.Settings;
import io.qbank.exposure.schemas.service.StopSignal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Counts who saw what: the program. */
@CommandLine.Command(
        name = "exposure-counter",
        mixinStandardHelpOptions = true,
        description = "Counts exposures of items, live and exactly once, from events.qbank to exposure.daily.")
public final class ExposureCounterMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ExposureCounterMain.class);
    private static final int REFUSED = 1;

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new ExposureCounterMain());
        command.getCommandSpec()
                .usageMessage()
                .footer("%nSettings, from the environment:%n"
                        + Settings.help(ExposureCounterConfig.SETTINGS).replace("%", "%%"));
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        ExposureCounterConfig config;
        try {
            config = ExposureCounterConfig.from(System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        LOG.info("{}", Settings.effective(ExposureCounterConfig.SETTINGS, System.getenv()));
        try {
            run(config, Clock.systemUTC(), StopSignal.onTermination());
            return CommandLine.ExitCode.OK;
        } catch (StartCheck.Refused | UncheckedIOException refused) {
            System.err.println(refused.getMessage());
            return REFUSED;
        }
    }

    /**
     * Opens everything, works until told to stop, closes everything. Tests and the demo enter here.
     *
     * @throws RuntimeException if it must not start: a topic is missing, or the number of partitions has changed
     */
    public static void run(ExposureCounterConfig config, Clock clock, StopSignal stop) throws InterruptedException {
        try {
            StartCheck.run(config);
            PrometheusMeterRegistry registry = Observability.registry();
            try (CountingApp app = CountingApp.start(config, clock, registry);
                    Observability http = Observability.start(
                            config.httpHost(),
                            config.httpPort(),
                            registry,
                            app::live,
                            app::ready,
                            app::refreshGauges)) {
                LOG.info("health and metrics on port {}", http.port());
                stop.await();
            } finally {
                registry.close();
            }
        } finally {
            stop.stopped();
        }
    }
}
