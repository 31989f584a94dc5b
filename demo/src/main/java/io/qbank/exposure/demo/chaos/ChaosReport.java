package io.qbank.exposure.demo.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run of rounds came to. One thread. */
public final class ChaosReport {
    private final long seed;
    private final List<Round> rounds = new ArrayList<>();
    private final Map<String, Long> totals = new LinkedHashMap<>();
    private String fullDisk = "";

    ChaosReport(long seed) {
        this.seed = seed;
    }

    void add(Round round) {
        rounds.add(round);
    }

    void fullDisk(String means) {
        fullDisk = means;
    }

    void totals(Ledger ledger, long runs, long alerts, long again, long notLive) {
        totals.put("events", ledger.sent());
        totals.put("events and commands sent again when unacknowledged", again);
        totals.put("commands", ledger.commands());
        totals.put("runs", runs);
        totals.put("drift alerts", alerts);
        totals.put("services killed since they said they no longer work", notLive);
    }

    public List<Round> rounds() {
        return rounds;
    }

    /** Of all rounds. */
    public List<Violation> violations() {
        return rounds.stream().flatMap(round -> round.violations().stream()).toList();
    }

    /** Each kind with how often it happened; those that did not are there too. */
    Map<FaultKind, Long> faults() {
        Map<FaultKind, Long> faults = new TreeMap<>();
        for (FaultKind kind : FaultKind.values()) faults.put(kind, 0L);
        for (Round round : rounds)
            for (Round.Happened fault : round.faults())
                faults.merge(fault.fault().kind(), 1L, Long::sum);
        return faults;
    }

    /** Recovery in seconds below which a share of the rounds lies, by the nearest rank. */
    double recovery(double share) {
        List<Double> sorted = rounds.stream()
                .map(round -> round.recovery().toMillis() / 1e3)
                .sorted()
                .toList();
        if (sorted.isEmpty()) return 0;
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(0, Math.min(sorted.size(), rank) - 1));
    }

    /** The closing table. */
    public String table() {
        StringBuilder text = new StringBuilder("\nseed " + seed + ", " + rounds.size() + " rounds\n\n");
        faults().forEach((kind, times) ->
                text.append(String.format(Locale.ROOT, "%6d  %-16s  %s%n", times, kind.text(), kind.about())));
        text.append('\n');
        totals.forEach((what, count) -> text.append(String.format(Locale.ROOT, "%10d  %s%n", count, what)));
        text.append(String.format(
                Locale.ROOT,
                "%nrecovery: p50 %.1f s, p99 %.1f s, max %.1f s; full disk: %s%nviolations: %d%n",
                recovery(0.5),
                recovery(0.99),
                recovery(1),
                fullDisk,
                violations().size()));
        violations().forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    /** The same as JSON, with every round. */
    void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", seed);
        all.put("faults", faults());
        all.put("totals", totals);
        all.put("full_disk", fullDisk);
        all.put("recovery_seconds", Map.of("p50", recovery(0.5), "p99", recovery(0.99), "max", recovery(1)));
        all.put("rounds", rounds.stream().map(ChaosReport::told).toList());
        all.put("violations", violations());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }

    private static Map<String, Object> told(Round round) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("round", round.number());
        told.put("recovery_seconds", round.recovery().toMillis() / 1e3);
        told.put(
                "faults",
                round.faults().stream()
                        .map(each -> Map.of(
                                "kind",
                                each.fault().kind().text(),
                                "target",
                                each.target(),
                                "at_seconds",
                                each.at().toMillis() / 1e3,
                                "lasts_seconds",
                                each.fault().lastsMillis() / 1e3))
                        .toList());
        told.put("waited_for_last", round.last());
        told.put("violations", round.violations());
        return told;
    }
}
