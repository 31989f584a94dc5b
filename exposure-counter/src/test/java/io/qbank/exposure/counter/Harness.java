package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.exposure.DailyExposure;
import io.qbank.exposure.schemas.exposure.DailyOutcomes;
import io.qbank.exposure.schemas.exposure.DailySessions;
import io.qbank.exposure.schemas.service.StopSignal;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A broker, an events topic of its own, and counters on it that can be stopped, killed and started again. */
final class Harness implements AutoCloseable {
    private static final DevKafka KAFKA = startKafka();

    final String events = Samples.unique("events");
    private final long begun = System.currentTimeMillis();
    final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Running> running = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();

    Harness(int partitions) {
        KAFKA.createTopic(events, partitions, Map.of("retention.ms", "-1"));
        environment.put("KAFKA_BOOTSTRAP", KAFKA.bootstrap());
        environment.put("KAFKA_TOPIC_EVENTS", events);
        environment.put("APPLICATION_ID", Samples.unique("counter"));
        environment.put("STATE_DIR", temporary("counter-state-").toString());
        environment.put("HTTP_PORT", "0");
    }

    String bootstrap() {
        return KAFKA.bootstrap();
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
                Map.of("bootstrap.servers", KAFKA.bootstrap(), "linger.ms", 5, "batch.size", 1 << 17),
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

    void await(Duration within, Traffic traffic) {
        Reader reader = new Reader(traffic.tenant);
        try (reader) {
            Eventually.eventually(within, "counts equal the recount: " + traffic.expected.outcomes(), () -> {
                reader.poll();
                return reader.counts().equals(traffic.expected);
            });
        } catch (AssertionError never) {
            throw new AssertionError(
                    never.getMessage() + "\nexpected " + traffic.expected + "\nbut was  " + reader.counts(), never);
        }
    }

    /** Waits until the counter has committed every record of the events topic. */
    void awaitCommitted(Duration within) {
        Eventually.eventually(within, "all events are committed", () -> committed(ends()));
    }

    /** Where the partitions of the events topic end now. */
    Map<Integer, Long> ends() {
        try (KafkaConsumer<String, byte[]> consumer = consumer(Topics.EVENTS_REJECTED.named(events))) {
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(consumer.assignment())
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        }
    }

    /** Whether the counter has committed its way to these places of the events topic. */
    boolean committed(Map<Integer, Long> places) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrap()))) {
            var committed = admin.listConsumerGroupOffsets(environment.get("APPLICATION_ID"))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return places.entrySet().stream().allMatch(place -> {
                var reached = committed.get(new TopicPartition(events, place.getKey()));
                return reached != null && reached.offset() >= place.getValue();
            });
        }
    }

    /** Waits until the first counts of a tenant are published. */
    void awaitSomething(Duration within, String tenant) {
        try (Reader reader = new Reader(tenant)) {
            Eventually.eventually(within, "something is counted", () -> {
                reader.poll();
                return !reader.counts().exposures().isEmpty();
            });
        }
    }

    /** Waits for the sums only: without a session's order its first event, and so its day, is not known beforehand. */
    void awaitTotals(Duration within, Traffic traffic) {
        Reader reader = new Reader(traffic.tenant);
        try (reader) {
            Eventually.eventually(within, "sums equal the recount", () -> {
                reader.poll();
                return sums(reader.counts()).equals(sums(traffic.expected));
            });
        } catch (AssertionError never) {
            throw new AssertionError("expected " + sums(traffic.expected) + " but was " + sums(reader.counts()), never);
        }
    }

    private static List<Object> sums(Traffic.Counts counts) {
        return List.of(counts.outcomes(), sum(counts.sessions()), sum(counts.exposures()));
    }

    /** Waits until so many records have an outcome. Outcomes of all tenants count, but those of other topics do not grow. */
    void awaitOutcomes(Duration within, long records) {
        Map<String, Long> latest = new HashMap<>();
        try (KafkaConsumer<String, DailyOutcomes> outcomes = consumer(Topics.OUTCOMES)) {
            Eventually.eventually(within, records + " records have an outcome", () -> {
                outcomes.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.timestamp() >= begun)
                        latest.put(record.key(), record.value().total());
                });
                return sum(latest) == records;
            });
        }
    }

    /** How many records the events topic holds. */
    long written() {
        return sum(ends());
    }

    /** Whether the published topics hold nothing of a tenant. */
    boolean nothingCounted(String tenant) {
        return all(Topics.OUTCOMES).stream()
                .noneMatch(record -> record.value().tenantId().equals(tenant));
    }

    /** Waits until so many instances of one thread share the work; their clients. */
    Set<String> awaitMembers(Duration within, int instances) throws Exception {
        Eventually.eventually(
                within,
                instances + " instances share the work",
                () -> members().size() == instances
                        && members().values().stream().noneMatch(Set::isEmpty));
        return members().keySet();
    }

    /** Partitions of the events topic that some clients have to count. */
    Set<Integer> partitionsOf(Set<String> clients) throws Exception {
        Set<Integer> partitions = new TreeSet<>();
        members().forEach((client, assigned) -> {
            if (clients.contains(client)) partitions.addAll(assigned);
        });
        return partitions;
    }

    /** Clients of the counter, and the partitions of the events topic that each counts. */
    private Map<String, Set<Integer>> members() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", KAFKA.bootstrap()))) {
            String group = environment.get("APPLICATION_ID");
            Map<String, Set<Integer>> members = new HashMap<>();
            for (var member : admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get()
                    .get(group)
                    .members())
                members.put(
                        member.clientId(),
                        member.assignment().topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(events))
                                .map(TopicPartition::partition)
                                .collect(Collectors.toSet()));
            return members;
        }
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    <V> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
        try (KafkaConsumer<String, V> consumer = consumer(topic)) {
            List<ConsumerRecord<String, V>> records = new ArrayList<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records;
        }
    }

    @Override
    public void close() {
        running.forEach(Running::stop);
        processes.forEach(Process::destroyForcibly);
    }

    private static <V> KafkaConsumer<String, V> consumer(Topic<V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        KAFKA.bootstrap(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                topic.serde().deserializer());
        consumer.assign(consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList());
        return consumer;
    }

    static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static DevKafka startKafka() {
        DevKafka kafka = DevKafka.start(temporary("counter-kafka-"), 0);
        kafka.createTopics(Topics.all());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        return kafka;
    }

    /** A counter in this process. */
    record Running(StopSignal signal, Thread thread) {
        void stop() {
            signal.stop();
            try {
                thread.join(30_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Reads what the counter publishes of one tenant. */
    private static final class Reader implements AutoCloseable {
        private final String tenant;
        private final KafkaConsumer<String, DailyExposure> daily = consumer(Topics.DAILY);
        private final KafkaConsumer<String, DailySessions> sessions = consumer(Topics.SESSIONS);
        private final KafkaConsumer<String, DailyOutcomes> outcomes = consumer(Topics.OUTCOMES);
        private final Traffic.Counts counts = new Traffic.Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        private final Map<String, DailyOutcomes> byDay = new HashMap<>();

        Reader(String tenant) {
            this.tenant = tenant;
        }

        void poll() {
            daily.poll(Duration.ofMillis(50)).forEach(record -> {
                DailyExposure row = record.value();
                if (row.tenantId().equals(tenant))
                    counts.exposures().put(row.questionId() + "/" + row.day(), row.exposures());
            });
            sessions.poll(Duration.ofMillis(10)).forEach(record -> {
                if (record.value().tenantId().equals(tenant))
                    counts.sessions().put(record.value().day(), record.value().sessions());
            });
            outcomes.poll(Duration.ofMillis(10)).forEach(record -> {
                if (record.value().tenantId().equals(tenant)) byDay.put(record.key(), record.value());
            });
        }

        Traffic.Counts counts() {
            Map<String, Long> sums = new TreeMap<>();
            for (DailyOutcomes day : byDay.values()) {
                add(sums, "counted", day.counted());
                add(sums, "duplicate", day.duplicate());
                add(sums, "late", day.late());
                add(sums, "future", day.future());
                add(sums, "ignored", day.ignored());
                day.rejected().forEach((kind, count) -> add(sums, kind, count));
            }
            return new Traffic.Counts(counts.exposures(), counts.sessions(), sums);
        }

        private static void add(Map<String, Long> sums, String outcome, long count) {
            if (count > 0) sums.merge(outcome, count, Long::sum);
        }

        @Override
        public void close() {
            daily.close();
            sessions.close();
            outcomes.close();
        }
    }
}
