package io.qbank.exposure.demo.bench;

import io.qbank.exposure.command.CommandApi;
import io.qbank.exposure.command.CommandApiConfig;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.devkit.Scratch;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long the API takes to be ready on full topics, how many can_serve requests a second it answers with the load generator
 * beside it, and how soon a start is visible at another instance. Broker, API and load share this process.
 */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        description = "Measures the command API on an embedded Kafka: time to ready, can_serve, start to queued.")
public final class ApiBench implements Callable<Integer> {
    private static final String TENANT = "bench";
    private static final String EXAM = "EXAM";
    private static final String SECRET = "only-for-this-bench-only-for-this-bench";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--items", defaultValue = "10000", description = "Items of the exam (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(names = "--days", defaultValue = "35", description = "Days of counts (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--connections", defaultValue = "8", description = "Kept connections (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--seconds", defaultValue = "10", description = "Of a round (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "After one to warm up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--starts", defaultValue = "500", description = "Starts, one by one (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(names = "--json", description = "Also write the figures to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        Options options = new Options(spec);
        options.within("--items", items, 1, 1_000_000);
        options.within("--days", days, 1, 400);
        options.within("--connections", connections, 1, 1_000);
        options.within("--seconds", seconds, 1, 3_600);
        options.within("--rounds", rounds, 1, 1_000);
        options.within("--starts", starts, 1, 1_000_000);
        options.writable("--json", json);
        Figures figures = new Figures(System.out);
        run(figures);
        if (json != null) figures.write(json);
        return 0;
    }

    private void run(Figures figures) throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.named("api-bench-");
                DevKafka kafka = DevKafka.start(scratch.directory(), 0)) {
            kafka.createTopics(Topics.all());
            figures.say("records", new FullTopics(TENANT, EXAM, items, days).write(kafka.bootstrap()));
            long before = System.nanoTime();
            try (CommandApi api = CommandApi.start(config(kafka), Clock.systemUTC())) {
                awaitReady(api);
                figures.say("ready_after_s", (System.nanoTime() - before) / 1e9);
                figures.say("heap_mb_with_broker", heap());
                serve(figures, api);
                starts(figures, kafka, api);
            }
        }
    }

    private void serve(Figures figures, CommandApi api) throws InterruptedException {
        HttpLoad load = new HttpLoad(api.port(), token("delivery"), EXAM, items);
        load.run(connections, seconds);
        for (int round = 1; round <= rounds; round++) {
            HttpLoad.Figures served = load.run(connections, seconds);
            figures.say("can_serve_per_s." + round, Math.round(served.perSecond()));
            figures.say("can_serve_p50_ms." + round, served.p50Millis());
            figures.say("can_serve_p99_ms." + round, served.p99Millis());
        }
    }

    private void starts(Figures figures, DevKafka kafka, CommandApi api) throws IOException, InterruptedException {
        try (CommandApi other = CommandApi.start(config(kafka), Clock.systemUTC())) {
            awaitReady(other);
            StartLatency latency = new StartLatency(api.port(), other.port(), token("admin"));
            latency.run(starts);
            StartLatency.Figures queued = latency.run(starts);
            figures.say("start_to_queued_p50_ms", queued.p50());
            figures.say("start_to_queued_p99_ms", queued.p99());
            figures.say("start_to_queued_most_ms", queued.most());
        }
    }

    private static CommandApiConfig config(DevKafka kafka) {
        return CommandApiConfig.from(Map.of(
                "KAFKA_BOOTSTRAP",
                kafka.bootstrap(),
                "APP_TENANT_ID",
                TENANT,
                "APP_SECRET",
                SECRET,
                "START_LIMIT_PER_MINUTE",
                "100000",
                "HTTP_PORT",
                "0"));
    }

    private static String token(String role) {
        return Tokens.token(SECRET, "bench", role, TENANT, Instant.now().plus(Duration.ofHours(1)));
    }

    private static void awaitReady(CommandApi api) {
        while (!api.ready()) LockSupport.parkNanos(1_000_000);
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
