package io.qbank.exposure.demo.story;

import java.util.Locale;

/** What came of it: before and after, side by side. */
final class ClosingTable {
    private static final String ROW = "  %-34s %14s %14s%n";

    private ClosingTable() {}

    static String of(Stage before, Stage after, double cap) {
        return String.format(Locale.ROOT, "%n" + ROW, "", "before", "after")
                + row(
                        "sessions",
                        "%,d",
                        before.observed().allSessions(),
                        after.observed().allSessions())
                + row("items with k below 1", "%d", before.controlled(), after.controlled())
                + row("lowest k", "%.3f", before.lowestK(), after.lowestK())
                + row(
                        "highest exposure rate (cap " + cap + ")",
                        "%.3f",
                        before.observed().highestRate(),
                        after.observed().highestRate())
                + row(
                        "max_over, highest rate - cap",
                        "%+.3f",
                        before.observed().highestRate() - cap,
                        after.observed().highestRate() - cap)
                + row(
                        "items over the cap, beyond chance",
                        "%d",
                        before.observed().over(cap),
                        after.observed().over(cap))
                + row(
                        "items seen by anybody",
                        "%d",
                        before.observed().rates().size(),
                        after.observed().rates().size())
                + row("events", "%,d", before.events(), after.events())
                + row(
                        "events/s, first sent to last visible",
                        "%,.0f",
                        before.eventsPerSecond(),
                        after.eventsPerSecond())
                + row(
                        "last event to all counts, ms",
                        "%,d",
                        before.lag().toMillis(),
                        after.lag().toMillis())
                + System.lineSeparator();
    }

    private static String row(String name, String format, Object before, Object after) {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                String.format(Locale.ROOT, format, before),
                String.format(Locale.ROOT, format, after));
    }
}
