package io.qbank.exposure.calibrator.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How every command of the house answers: 0 when it did what it was asked, 2 with one line when it was asked wrongly, 1 with
 * one line when the world was in the way.
 */
public final class Cli {
    public static final int WORLD_BROKEN = 1;
    public static final int WRONGLY_ASKED = 2;

    private Cli() {}

    /** Gives a command line and its subcommands, which must have been added before, this manner. */
    public static CommandLine prepared(CommandLine line) {
        return line.setParameterExceptionHandler((refusal, arguments) -> refused(refusal))
                .setExecutionExceptionHandler((failure, command, arguments) -> failed(failure, command))
                .setUsageHelpWidth(110)
                .setUsageHelpLongOptionsMaxWidth(34);
    }

    private static int refused(ParameterException refusal) {
        CommandLine command = refusal.getCommandLine();
        StringBuilder line = new StringBuilder(name(command)).append(": ").append(oneLine(refusal.getMessage()));
        if (refusal instanceof UnmatchedArgumentException unmatched) {
            List<String> similar = unmatched.getSuggestions();
            if (!similar.isEmpty())
                line.append("; did you mean ")
                        .append(String.join(" or ", similar))
                        .append('?');
        }
        command.getErr().println(line);
        return WRONGLY_ASKED;
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof CannotException cannot) err.println(name(command) + ": " + oneLine(cannot.getMessage()));
        else {
            err.println(name(command) + ": stopped by a defect: " + oneLine(failure.toString()));
            LoggerFactory.getLogger(Cli.class).error("{} stopped", name(command), failure);
        }
        return WORLD_BROKEN;
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
