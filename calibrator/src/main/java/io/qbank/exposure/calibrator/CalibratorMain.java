package io.qbank.exposure.calibrator;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qbank.exposure.calibrator.cdc.ItemRelay;
import io.qbank.exposure.calibrator.cli.CalibrateCommand;
import io.qbank.exposure.calibrator.cli.Cli;
import io.qbank.exposure.calibrator.cli.MigrateCommand;
import io.qbank.exposure.calibrator.cli.TopicsCommand;
import io.qbank.exposure.calibrator.jdbc.Database;
import io.qbank.exposure.calibrator.kafka.KafkaCommandSource;
import io.qbank.exposure.calibrator.kafka.Sender;
import io.qbank.exposure.schemas.service.Observability;
import io.qbank.exposure.schemas.service.Settings;
import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The calibrator as a program: settings from the environment, until a signal. */
@Command(
        name = "calibrator",
        description = {
            "Runs calibrations of item exposure, and relays the bank's items to Kafka, until it is stopped.",
            "With a command it does only that, and ends."
        },
        mixinStandardHelpOptions = true)
public final class CalibratorMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CalibratorMain.class);
    private static final int FAILED = 1;

    private CalibratorMain() {}

    public static void main(String[] args) {
        System.exit(line().execute(args));
    }

    /** The service, and what an operator does with its database and topics beside it. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new CalibratorMain());
        line.getCommandSpec()
                .usageMessage()
                .footer("%nSettings, from the environment:%n%n"
                        + Settings.help(CalibratorConfig.SETTINGS).replace("%", "%%"));
        line.addSubcommand(new CalibrateCommand(Clock.systemUTC()));
        line.addSubcommand(new MigrateCommand(System.getenv()));
        line.addSubcommand(new TopicsCommand(System.getenv()));
        return Cli.prepared(line);
    }

    @Override
    public Integer call() throws InterruptedException {
        CalibratorConfig config;
        try {
            config = CalibratorConfig.from(System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println("calibrator: " + wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        LOG.info("calibrator {}", Settings.effective(CalibratorConfig.SETTINGS, System.getenv()));
        LOG.info("the bank is {}", config.database());
        try {
            run(config, Clock.systemUTC(), StopSignal.onTermination());
            return CommandLine.ExitCode.OK;
        } catch (RuntimeException failed) {
            LOG.error("calibrator failed", failed);
            System.err.println("calibrator: " + failed.getMessage());
            return FAILED;
        }
    }

    /** Opens everything, works until told to stop, closes everything. Tests and the demo enter here. */
    public static void run(CalibratorConfig config, Clock clock, StopSignal stop) throws InterruptedException {
        PrometheusMeterRegistry registry = Observability.registry();
        try (Database database = Database.openAndMigrate(config.database(), Duties.connections(config));
                Sender sender = Sender.open(config.kafka(), clock);
                KafkaCommandSource commands = KafkaCommandSource.open(config.kafka(), sender, clock);
                Duties duties = Duties.start(config, clock, stop, database, commands, sender, registry);
                ItemRelay relay = ItemRelay.start(config.relay(), clock, registry);
                Observability http = Observability.start(
                        config.httpHost(),
                        config.httpPort(),
                        registry,
                        duties::live,
                        () -> duties.ready() && relay.ready())) {
            LOG.info("health and metrics on http://{}:{}", config.httpHost(), http.port());
            stop.await();
        } finally {
            registry.close();
            stop.stopped();
        }
    }
}
