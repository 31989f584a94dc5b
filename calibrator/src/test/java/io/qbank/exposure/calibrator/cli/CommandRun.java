package io.qbank.exposure.calibrator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine;

/** One call of the command in this process: what it printed, and how it ended. */
record CommandRun(int exit, String out, String err) {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T09:30:00Z"), ZoneOffset.UTC);

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Cli.prepared(new CommandLine(new CalibrateCommand(CLOCK)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int exit = line.execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
