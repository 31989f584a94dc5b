package io.qbank.exposure.demo;

import io.qbank.exposure.calibrator.cli.CalibrateCommand;
import io.qbank.exposure.calibrator.cli.Cli;
import io.qbank.exposure.calibrator.cli.MigrateCommand;
import io.qbank.exposure.calibrator.cli.TopicsCommand;
import io.qbank.exposure.demo.chaos.ChaosCommand;
import io.qbank.exposure.demo.chaos.SoakCommand;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code qbank}: exit status 0 when it did what it was asked, 1 when something failed, 2 when it was asked wrongly. */
@Command(
        name = "qbank",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Item exposure control for adaptive tests, on an embedded Kafka and PostgreSQL or on your own.",
        subcommands = {
            DemoCommand.class,
            InfraCommand.class,
            TokenCommand.class,
            PublishCommand.class,
            RollbackCommand.class,
            SimulateCandidatesCommand.class,
            DriftCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
            SoakCommand.class
        })
public final class QbankMain {
    private QbankMain() {}

    public static void main(String[] arguments) {
        Logging.toConsole();
        System.exit(commandLine().execute(arguments));
    }

    /** The command and its subcommands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new QbankMain());
        line.addSubcommand(new CalibrateCommand(Clock.systemUTC()));
        line.addSubcommand(new MigrateCommand(System.getenv()));
        line.addSubcommand(new TopicsCommand(System.getenv()));
        return Cli.prepared(line);
    }
}
