package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Ledger;
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

/** The same house without faults, for as long as it takes to see what grows: a row for each process in ten seconds. */
final class Soak {
    static final String HEADER =
            "second,process,resident_bytes,handles,threads,state_bytes,disk_bytes,lag_records,sent";
    private static final long EVERY_MILLIS = 10_000;
    private static final long CALIBRATION_MILLIS = 60_000;
    private final ChaosOptions options;
    private final Teller teller;
    private final Map<String, List<ProcessSample>> samples = new LinkedHashMap<>();

    Soak(ChaosOptions options, Teller teller) {
        this.options = options;
        this.teller = teller;
    }

    /** Plays, and writes the rows. */
    void play(Path csv) throws IOException, InterruptedException {
        Ledger ledger = Ledger.ofSums();
        try (World world = World.open(options.directory(), postgres -> Exams.publish(postgres.url()));
                Load load = new Load(world, ledger, options.seed(), options.rate(), CALIBRATION_MILLIS, true);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv))) {
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
            drain(world, start);
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

    private void drain(World world, long start) throws InterruptedException {
        Lags lags = new Lags(world.kafka());
        long from = System.nanoTime();
        Map<Service, Long> left = lags.now();
        while (left.values().stream().anyMatch(lag -> lag > 0) && System.nanoTime() - from < Chaos.PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS / 20);
            left = lags.now();
        }
        teller.say(
                "after %d s of load the rest was read in %.1f s; lag %s",
                Duration.ofNanos(from - start).toSeconds(), (System.nanoTime() - from) / 1e9, left);
    }
}
