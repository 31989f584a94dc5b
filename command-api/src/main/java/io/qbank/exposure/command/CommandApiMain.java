package io.qbank.exposure.command;

import io.qbank.exposure.schemas.service.Setting;
import io.qbank.exposure.schemas.service.Settings;
import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command API as a program: settings from the environment, until a signal. */
@Command(
        name = "command-api",
        description = "Takes calibration commands over HTTP and answers from views over Kafka topics.",
        mixinStandardHelpOptions = true)
public final class CommandApiMain implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CommandApiMain.class);
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private final Map<String, String> environment;

    private CommandApiMain(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(line(System.getenv(), CommandApiConfig.SETTINGS).execute(args));
    }

    /** The program as picocli runs it: 0 after an orderly stop, 2 for wrong settings, 1 for everything else. */
    static CommandLine line(Map<String, String> environment, List<Setting<?>> settings) {
        CommandLine line = new CommandLine(new CommandApiMain(environment));
        String help = Settings.help(settings).replace("%", "%%"); // the footer is a format
        line.getCommandSpec().usageMessage().footer("%nSettings, from the environment:%n%n" + help);
        line.setExecutionExceptionHandler((failed, failing, parsed) -> {
            LOG.debug("command-api failed", failed);
            failing.getErr().println("command-api: " + told(failed));
            return failed instanceof WrongSettingsException ? WRONG_SETTINGS : FAILED;
        });
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandApiConfig config = config();
        LOG.info("command-api {}", Settings.effective(CommandApiConfig.SETTINGS, environment));
        StopSignal stop = StopSignal.onTermination();
        try {
            run(config, Clock.systemUTC(), stop);
            return 0;
        } finally {
            stop.stopped();
        }
    }

    /** Opens everything, works until told to stop, closes everything. Tests and the demo enter here. */
    public static void run(CommandApiConfig config, Clock clock, StopSignal stop) throws InterruptedException {
        try (CommandApi api = CommandApi.start(config, clock)) {
            LOG.info("command-api answers on http://{}:{}", config.host(), api.port());
            stop.await();
        }
    }

    private CommandApiConfig config() {
        try {
            return CommandApiConfig.from(environment);
        } catch (IllegalArgumentException wrong) {
            throw new WrongSettingsException(wrong);
        }
    }

    /** One line, with what was at the bottom of it. */
    private static String told(Throwable failed) {
        String message = failed.getMessage() == null ? failed.toString() : failed.getMessage();
        Throwable bottom = failed;
        while (bottom.getCause() != null) bottom = bottom.getCause();
        String more = bottom.getMessage();
        String all = more == null || message.contains(more) ? message : message + ": " + more;
        return all.lines().collect(Collectors.joining(" "));
    }

    private static final class WrongSettingsException extends RuntimeException {
        WrongSettingsException(IllegalArgumentException wrong) {
            super(wrong.getMessage());
        }
    }
}
