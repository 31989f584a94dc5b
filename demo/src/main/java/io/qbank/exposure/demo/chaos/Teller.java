package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A line for each fault and each round, as they happen. One thread. */
public final class Teller {
    private static final int MOST_SHOWN = 10;
    private final PrintWriter out;
    private final long start = System.nanoTime();

    public Teller(PrintWriter out) {
        this.out = out;
    }

    void say(String line, Object... values) {
        out.printf(
                Locale.ROOT,
                "%7.1f s  %s%n",
                (System.nanoTime() - start) / 1e9,
                String.format(Locale.ROOT, line, values));
        out.flush();
    }

    void fault(Fault fault, String target) {
        String lasts = fault.lastsMillis() == 0 ? "" : " for %.1f s".formatted(fault.lastsMillis() / 1e3);
        say("  %-16s %s%s", fault.kind().text(), target, lasts);
    }

    void round(Round round, Ledger ledger, long runs) {
        List<Violation> violations = round.violations();
        say(
                "round %d: %s in %.1f s; so far %d events, %d commands, %d runs",
                round.number(),
                violations.isEmpty() ? "all well" : violations.size() + " violations",
                round.recovery().toMillis() / 1e3,
                ledger.sent(),
                ledger.commands(),
                runs);
        if (!round.last().isEmpty()) say("  last came %s", round.last());
        violations.stream().limit(MOST_SHOWN).forEach(each -> say("  VIOLATION %s", each));
    }
}
