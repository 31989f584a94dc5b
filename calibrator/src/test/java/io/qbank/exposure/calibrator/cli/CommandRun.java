package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;

/** One call of the command in this process: what it printed, and how it ended. */
record CommandRun(int exit, String out, String err) {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T09:30:00Z"), ZoneOffset.UTC);

    static CommandRun of(String... arguments) {
        return of(new CalibrateCommand(CLOCK), arguments);
    }

    /** With an exam of nothing at every address, which is written to what was printed. */
    static CommandRun at(String databaseUrl, String... arguments) {
        SourceOptions.Bank bank = (dsn, examCode, dryRun) -> new Nothing(dsn + " " + examCode);
        return of(new CalibrateCommand(CLOCK, bank, databaseUrl), arguments);
    }

    private static CommandRun of(CalibrateCommand command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Cli.prepared(new CommandLine(command))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int exit = line.execute(arguments);
        return new CommandRun(exit, out.toString(), err.toString());
    }

    private record Nothing(String title) implements Source {
        @Override
        public Pool pool() {
            return new Pool(List.of());
        }

        @Override
        public OptionalInt write(List<ItemResult> items, Rejection rejection) {
            return OptionalInt.empty();
        }

        @Override
        public void close() {}
    }
}
