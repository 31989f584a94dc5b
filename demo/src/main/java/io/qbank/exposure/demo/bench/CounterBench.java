package io.qbank.exposure.demo.bench;

import io.qbank.exposure.counter.ExposureCounterConfig;
import io.qbank.exposure.counter.ExposureCounterMain;
import io.qbank.exposure.demo.process.ProcessSample;
import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.devkit.Scratch;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How fast the counter counts, end to end, beside how fast a plain consumer reads the same events, and how fast a counter
 * goes that asks a Redis at each. Broker and counter share this process, or the counter has its own. Four verbs: write the
 * events, read them plainly, count them, compare the counts with what was written.
 */
@Command(
        name = "counter",
        mixinStandardHelpOptions = true,
        description = "Measures the exposure counter on an embedded Kafka: events/s, latency, internal traffic.")
public final class CounterBench implements Callable<Integer> {
    private static final Duration SEED_TIME = Duration.ofSeconds(8);
    private static final long WARM_UP = 20_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sessions", defaultValue = "100000", description = "Sessions (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--items", defaultValue = "10000", description = "Items of the exam (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(names = "--length", defaultValue = "30", description = "Items of a session (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--at-a-time", defaultValue = "5000", description = "Open sessions (default: ${DEFAULT-VALUE}).")
    private int atATime;

    @Option(names = "--partitions", defaultValue = "8", description = "Of events.qbank (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--rate", defaultValue = "20000", description = "Events/s of the latency run; 0 leaves it out.")
    private int rate;

    @Option(names = "--setting", description = "A setting of the counter, KEY=VALUE.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--own-process",
            description = "Run the counter as a process of its own and measure its memory and state as it grows.")
    private boolean ownProcess;

    @Option(
            names = "--jvm",
            description = "JVM options of that process, separated by spaces (default: ${DEFAULT-VALUE}).")
    private String jvm = "-Xmx192m -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m";

    @Option(names = "--json", description = "Also write the figures to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        check();
        Figures figures = new Figures(System.out);
        boolean exact = run(figures);
        if (json != null) figures.write(json);
        return exact ? 0 : 1;
    }

    private void check() {
        Options options = new Options(spec);
        options.within("--sessions", sessions, 1, 100_000_000);
        options.within("--items", items, 1, 1_000_000);
        options.within("--length", length, 1, Math.min(items, 1_000));
        options.within("--at-a-time", atATime, 1, 1_000_000);
        options.within("--partitions", partitions, 1, 1_000);
        options.within("--rate", rate, 0, 10_000_000);
        options.writable("--json", json);
    }

    private boolean run(Figures figures) throws InterruptedException {
        try (Scratch scratch = Scratch.named("counter-bench-");
                DevKafka kafka = DevKafka.start(scratch.directory().resolve("kafka"), 0)) {
            Path directory = scratch.directory();
            kafka.createTopics(Topics.all());
            String topic = Samples.unique("events");
            kafka.createTopic(topic, partitions, Map.of("retention.ms", "-1"));
            BenchEvents events = new BenchEvents(items, length);
            BenchTopic bench = new BenchTopic(kafka.bootstrap(), topic);

            Instant from = Instant.now().minus(Duration.ofDays(1));
            double written = seconds(() -> bench.write(events, sessions, atATime, from));
            figures.say("events", events.events());
            figures.say("bytes_per_event", bench.size() / events.events());
            figures.say("written_per_s", Math.round(events.events() / written));

            if (!ownProcess) compare(figures, bench, directory, events.events());
            Map<String, String> environment = environment(kafka, topic, directory);
            try (BenchResults results = new BenchResults(kafka.bootstrap(), events.tenant())) {
                if (ownProcess) grow(figures, environment, results, events.events());
                else count(figures, environment, bench, results, events);
                if (figures.has("seed_style_per_s"))
                    figures.say(
                            "times_the_seed_style",
                            figures.number("counted_per_s") / figures.number("seed_style_per_s"));
                boolean exact = results.exact(events.events(), events.exposures(), events.sessions());
                figures.say("exact", exact);
                figures.say(
                        "load_average",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                return exact;
            }
        }
    }

    /** How fast others go through the same events: a consumer that does nothing with them, and a counter as in v7. */
    private void compare(Figures figures, BenchTopic bench, Path directory, long events) {
        double read = seconds(() -> bench.read(events));
        figures.say("raw_consumer_per_s", Math.round(events / read));
        seed(figures, bench, directory, events);
    }

    /** The same events counted as v7 does, for some seconds; nothing where there is no redis-server. */
    private void seed(Figures figures, BenchTopic bench, Path directory, long events) {
        Optional<SeedCounter> found = SeedCounter.start(directory);
        if (found.isEmpty()) {
            figures.remark("no redis-server on this machine: the counter in v7's way is left out");
            return;
        }
        try (SeedCounter seed = found.get()) {
            bench.read(Math.min(WARM_UP, events), SEED_TIME, seed::count);
            long begun = System.nanoTime();
            long read = bench.read(events, SEED_TIME, seed::count);
            figures.say("seed_style_per_s", Math.round(read * 1e9 / (System.nanoTime() - begun)));
        } catch (IOException left) {
            throw new UncheckedIOException("cannot close the connection to Redis", left);
        }
    }

    private void count(
            Figures figures,
            Map<String, String> environment,
            BenchTopic bench,
            BenchResults results,
            BenchEvents events)
            throws InterruptedException {
        StopSignal stop = new StopSignal();
        ExposureCounterConfig config = ExposureCounterConfig.from(environment);
        Thread counter = new Thread(() -> count(config, stop), "counter");
        counter.start();
        try {
            results.awaitFirst();
            double counted = seconds(() -> results.await(events.events()));
            double perSecond = (events.events() - results.atFirst()) / counted;
            figures.say("counted_per_s", Math.round(perSecond));
            figures.say("share_of_raw", perSecond / figures.number("raw_consumer_per_s"));
            bench.internal(config.applicationId())
                    .forEach((name, size) ->
                            figures.say("bytes_per_million_events." + name, size * 1_000_000 / events.events()));
            if (rate > 0) latency(figures, bench, events, results);
        } finally {
            stop.stop();
            counter.join();
        }
    }

    /** Counts in a process of its own, and looks at its memory and state at every tenth. */
    private void grow(Figures figures, Map<String, String> environment, BenchResults results, long events) {
        Path log = Path.of(environment.get("STATE_DIR") + ".log");
        try (CounterProcess counter = CounterProcess.start(environment, List.of(jvm.split(" ")), log)) {
            results.awaitFirst();
            long begun = System.nanoTime();
            for (int tenth = 1; tenth <= 10; tenth++) {
                results.await(events * tenth / 10);
                String at = ".after_" + events * tenth / 10;
                figures.say("seconds" + at, (System.nanoTime() - begun) / 1e9);
                figures.say("processor_seconds" + at, counter.processorSeconds());
                ProcessSample now = counter.sample();
                figures.say("resident_bytes" + at, now.resident());
                figures.say("state_bytes" + at, now.state());
            }
            figures.say("counted_per_s", Math.round((events - results.atFirst()) * 1e9 / (System.nanoTime() - begun)));
            ProcessSample last = counter.sample();
            figures.say("most_resident_bytes", last.mostResident());
            figures.say("state_bytes_per_session", (double) last.state() / sessions);
        }
    }

    private void latency(Figures figures, BenchTopic bench, BenchEvents events, BenchResults results) {
        bench.pace(events, rate, results);
        results.await(events.events());
        figures.say("latency_at_events_per_s", rate);
        figures.say("latency_p50_ms", results.latency(0.50));
        figures.say("latency_p99_ms", results.latency(0.99));
        figures.say("latency_max_ms", results.latency(1));
    }

    private Map<String, String> environment(DevKafka kafka, String topic, Path directory) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP", kafka.bootstrap());
        environment.put("KAFKA_TOPIC_EVENTS", topic);
        environment.put("APPLICATION_ID", Samples.unique("bench"));
        environment.put("STATE_DIR", directory.resolve("state").toString());
        environment.put("HTTP_PORT", "0");
        environment.putAll(settings);
        return environment;
    }

    private static void count(ExposureCounterConfig config, StopSignal stop) {
        try {
            ExposureCounterMain.run(config, Clock.systemUTC(), stop);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}
