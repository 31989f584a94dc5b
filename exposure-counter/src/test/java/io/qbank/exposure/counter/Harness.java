package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.devkit.Scratch;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker, an events topic of its own, and counters on it that can be stopped, killed and started again. */
final class Harness implements AutoCloseable {
    final String events = Samples.unique("events");
    private final long begun = System.currentTimeMillis();
    final Map<String, String> environment = new LinkedHashMap<>();
    private final Scratch state = Scratch.named("counter-state-");
    private final List<Running> running = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    Harness(int partitions) {
        Brokers.createTopic(events, partitions);
        environment.put("KAFKA_BOOTSTRAP", Brokers.bootstrap());
        environment.put("KAFKA_TOPIC_EVENTS", events);
        environment.put("APPLICATION_ID", Samples.unique("counter"));
        environment.put("STATE_DIR", newState());
        environment.put("HTTP_PORT", "0");
    }

    /** An empty state directory; gone with the harness. */
    String newState() {
        return state.directory().resolve(Samples.unique("state")).toString();
    }

    ExposureCounterConfig config() {
        return ExposureCounterConfig.from(environment);
    }

    /** Starts a counter in this process. */
    Running start() {
        return start(config(), Clock.systemUTC());
    }

    /** Starts a counter in this process, with settings and time of its own. */
    Running start(ExposureCounterConfig config, Clock clock) {
        StopSignal stop = new StopSignal();
        Thread thread = new Thread(
                () -> {
                    try {
                        ExposureCounterMain.run(config, clock, stop);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "counter");
        thread.start();
        Running started = new Running(stop, thread);
        running.add(started);
        return started;
    }

    /** Starts a counter in a process of its own. */
    Process fork(Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + state.directory(), // RocksDB unpacks itself there, and the killed leave it behind
                "-cp",
                System.getProperty("java.class.path"),
                ExposureCounterMain.class.getName());
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void produce(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Brokers.bootstrap(), "linger.ms", 5, "batch.size", 1 << 17),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            for (Future<RecordMetadata> one : sent) one.get();
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException("an event was not sent", failed);
        }
    }

    /** The counters of this topic as the brokers see them. */
    CounterGroup group() {
        return new CounterGroup(environment.get("APPLICATION_ID"), events);
    }

    /** Waits until the counter publishes what the traffic's own recount says. */
    void await(Duration within, Traffic traffic) {
        try (PublishedCounts published = new PublishedCounts(traffic.tenant)) {
            published.await(within, traffic.expected);
        }
    }

    /** Waits until the published sums are those of the recount. */
    void awaitSums(Duration within, Traffic traffic) {
        try (PublishedCounts published = new PublishedCounts(traffic.tenant)) {
            published.awaitSums(within, traffic.expected);
        }
    }

    /** Waits until the first counts of the traffic are published. */
    void awaitSomething(Duration within, Traffic traffic) {
        try (PublishedCounts published = new PublishedCounts(traffic.tenant)) {
            published.awaitSomething(within);
        }
    }

    /** Waits until the counter has committed every record of the events topic. */
    void awaitCommitted(Duration within) {
        Eventually.eventually(within, "all events are committed", () -> group().committed(ends()));
    }

    /** Where the partitions of the events topic end now. */
    Map<Integer, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = Brokers.consumer(Topics.EVENTS_REJECTED.named(events))) {
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(consumer.assignment())
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    /** Waits until so many records have an outcome. Outcomes of all tenants count, but those of other topics do not grow. */
    void awaitOutcomes(Duration within, long records) {
        Map<String, Long> latest = new HashMap<>();
        try (KafkaConsumer<String, DailyOutcomes> outcomes = Brokers.consumer(Topics.OUTCOMES)) {
            Eventually.eventually(within, records + " records have an outcome", () -> {
                outcomes.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.timestamp() >= begun)
                        latest.put(record.key(), record.value().total());
                });
                return PublishedCounts.sum(latest) == records;
            });
        }
    }

    /** How many records the events topic holds. */
    long written() {
        return PublishedCounts.sum(ends());
    }

    /** Whether the published topics hold nothing of a tenant. */
    boolean nothingCounted(String tenant) {
        return Brokers.all(Topics.OUTCOMES).stream()
                .noneMatch(record -> record.value().tenantId().equals(tenant));
    }

    @Override
    public void close() {
        try (state) {
            processes.forEach(process -> process.destroyForcibly().onExit().join());
            running.forEach(Running::stop);
        }
    }

    /** A counter in this process. */
    record Running(StopSignal signal, Thread thread) {
        void stop() {
            signal.stop();
            try {
                thread.join(120_000);
                if (thread.isAlive()) throw new IllegalStateException("the counter does not end");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
