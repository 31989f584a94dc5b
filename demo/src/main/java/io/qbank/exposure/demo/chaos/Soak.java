package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Inspection;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.check.Violation;
import io.qbank.exposure.demo.chaos.world.Instance;
import io.qbank.exposure.demo.chaos.world.Service;
import io.qbank.exposure.demo.chaos.world.World;
import io.qbank.exposure.demo.process.ProcessSample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The same house without faults, for as long as it takes to see what grows, or with more than it can bear: a row for each
 * process in ten seconds, and at the end everything compared with the ledger, as after a round of chaos.
 */
final class Soak {
    static final String HEADER =
            "second,process,resident_bytes,handles,threads,state_bytes,disk_bytes,lag_records,sent";
    private static final long EVERY_MILLIS = 10_000;
    private static final long CALIBRATION_MILLIS = 60_000;
    private final ChaosOptions options;
    private final Duration eventsKept;
    private final Teller teller;
    private final Map<String, List<ProcessSample>> samples = new LinkedHashMap<>();

    /** @param eventsKept longer than anything waits to be counted */
    Soak(ChaosOptions options, Duration eventsKept, Teller teller) {
        this.options = options;
        this.eventsKept = eventsKept;
        this.teller = teller;
    }

    /**
     * Plays, and writes the rows.
     *
     * @return what was not as it should be when three minutes had passed after the last event was read
     */
    List<Violation> play(Path csv) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        try (World world = World.open(options.directory(), postgres -> {
                    Exams.publish(postgres.url());
                    Inspection.openBooks(postgres.superuserUrl());
                });
                Inspection inspection = UntilWell.inspection(world);
                Load load = new Load(world, ledger, options.seed(), options.rate(), CALIBRATION_MILLIS, true);
                ApiPulse pulse = new ApiPulse(world.fleet().of(Service.COMMAND_API), world.token());
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv))) {
            world.kafka().keep("events.qbank", eventsKept);
            teller.say("two of each service on three brokers are ready; rows go to %s", csv);
            out.println(HEADER);
            load.begin();
            long start = System.nanoTime();
            for (long due = EVERY_MILLIS; due <= options.time().toMillis(); due += EVERY_MILLIS) {
                long wait = due - Duration.ofNanos(System.nanoTime() - start).toMillis();
                if (wait > 0) TimeUnit.MILLISECONDS.sleep(wait);
                sample(world, due / 1_000, ledger.sent(), out);
            }
            load.pause();
            long loaded = System.nanoTime();
            teller.say("%d events sent in %.1f s; %s", ledger.sent(), (loaded - start) / 1e9, pulse.summary());
            drain(world, loaded);
            UntilWell looked = UntilWell.look(world, inspection, ledger, System.nanoTime(), Chaos.PATIENCE);
            teller.say(
                    "%s, %d runs; %s",
                    looked.violations().isEmpty()
                            ? "all well"
                            : looked.violations().size() + " violations",
                    inspection.runs(),
                    pulse.summary());
            looked.violations().forEach(each -> teller.say("  VIOLATION %s", each));
            return looked.violations();
        }
    }

    /** First and last of what was seen of each process, and the most. */
    String summary() {
        StringBuilder text = new StringBuilder(
                "\nprocess               resident MB (first, last, most)   handles   threads   state MB\n");
        samples.forEach((process, seen) -> {
            ProcessSample first = seen.get(0);
            ProcessSample last = seen.get(seen.size() - 1);
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s  %7d %7d %7d  %8d %5d  %7d %5d  %6d %5d%n",
                    process,
                    first.resident() >> 20,
                    last.resident() >> 20,
                    seen.stream().mapToLong(ProcessSample::resident).max().orElse(0) >> 20,
                    first.handles(),
                    last.handles(),
                    first.threads(),
                    last.threads(),
                    first.state() >> 20,
                    last.state() >> 20));
        });
        return text.toString();
    }

    private void sample(World world, long second, long sent, PrintWriter out) throws InterruptedException {
        Map<Service, Long> lags = new Lags(world.kafka()).now();
        long disk = ProcessSample.size(world.directory().resolve("kafka"))
                + ProcessSample.size(world.directory().resolve("postgres"));
        for (Instance each : world.fleet().all()) {
            ProcessSample sample = ProcessSample.of(each.process().pid(), each.state());
            samples.computeIfAbsent(each.name(), first -> new ArrayList<>()).add(sample);
            String lag = lags.containsKey(each.service()) ? Long.toString(lags.get(each.service())) : "";
            out.printf(
                    "%d,%s,%d,%d,%d,%d,%d,%s,%d%n",
                    second,
                    each.name(),
                    sample.resident(),
                    sample.handles(),
                    sample.threads(),
                    sample.state(),
                    disk,
                    lag,
                    sent);
        }
        out.flush();
        if (second % 60 == 0) teller.say("%d s: %d events sent, lag %s", second, sent, lags);
    }

    /** What waits is read while nothing comes; the peak of the lag is where this begins. */
    private void drain(World world, long from) throws InterruptedException {
        Lags lags = new Lags(world.kafka());
        long patience = Math.max(Chaos.PATIENCE.toNanos(), 3 * options.time().toNanos());
        Map<Service, Long> first = lags.now();
        Map<Service, Long> left = first;
        while (!read(left) && System.nanoTime() - from < patience) {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS / 20);
            left = lags.now();
            if (first.isEmpty()) first = left;
        }
        teller.say("lag %s was read in %.1f s; lag %s", first, (System.nanoTime() - from) / 1e9, left);
    }

    /** Brokers that are too busy to answer leave the lags empty. */
    private static boolean read(Map<Service, Long> lags) {
        return !lags.isEmpty() && lags.values().stream().allMatch(lag -> lag == 0);
    }
}
