package io.qbank.exposure.demo.story;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of it: the stages side by side. */
final class ClosingTable {
    private final List<Stage> stages;
    private final StringBuilder text = new StringBuilder();

    private ClosingTable(List<Stage> stages) {
        this.stages = stages;
    }

    static String of(List<Stage> stages, double cap) {
        ClosingTable table = new ClosingTable(stages);
        table.text.append(System.lineSeparator());
        table.line("", "%s", Stage::name);
        table.line("sessions", "%,d", stage -> stage.observed().allSessions());
        table.line("items with k below 1", "%d", Stage::controlled);
        table.line("lowest k", "%.3f", Stage::lowestK);
        table.line(
                "highest exposure rate (cap " + cap + ")",
                "%.3f",
                stage -> stage.observed().highestRate());
        table.line(
                "max_over, highest rate - cap",
                "%+.3f",
                stage -> stage.observed().highestRate() - cap);
        table.line(
                "items over the cap, beyond chance",
                "%d",
                stage -> stage.observed().over(cap));
        table.line(
                "items seen by anybody", "%d", stage -> stage.observed().rates().size());
        table.line("events", "%,d", Stage::events);
        table.line("events/s, first sent to last visible", "%,.0f", Stage::eventsPerSecond);
        table.line("last event to all counts, ms", "%,d", stage -> stage.lag().toMillis());
        return table.text.append(System.lineSeparator()).toString();
    }

    private void line(String name, String format, Function<Stage, Object> value) {
        text.append(String.format(Locale.ROOT, "  %-34s", name))
                .append(stages.stream()
                        .map(stage -> String.format(
                                Locale.ROOT, " %14s", String.format(Locale.ROOT, format, value.apply(stage))))
                        .collect(Collectors.joining()))
                .append(System.lineSeparator());
    }
}
