package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.topic.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka of one node in this process: KRaft, broker and controller, listening on 127.0.0.1 only. What was acknowledged
 * is there again after a restart on the same directory, after a kill too: the page cache outlives the process.
 */
public final class DevKafka implements AutoCloseable {
    private static final int NODE = 1;
    private static final long PATIENCE_SECONDS = 60;
    private final KafkaRaftServer server;
    private final String bootstrap;

    private DevKafka(KafkaRaftServer server, String bootstrap) {
        this.server = server;
        this.bootstrap = bootstrap;
    }

    /**
     * Starts the node and returns when it serves.
     *
     * @param directory keeps logs and chosen ports; created when missing
     * @param port of the broker; 0 takes the directory's earlier one, or a free one
     * @throws PortInUseException if somebody else listens there
     */
    public static DevKafka start(Path directory, int port) {
        return start(directory, port, settings -> {});
    }

    /** @param more changes the node's settings before it starts */
    static DevKafka start(Path directory, int port, Consumer<Map<String, String>> more) {
        Ports ports = Ports.of(directory);
        int broker = ports.choose("broker", port);
        int controller = ports.choose("controller", 0);
        Ports.requireFree("Kafka", broker);
        Ports.requireFree("Kafka's controller", controller);
        Path logs = directory.resolve("logs");
        format(logs);
        Map<String, String> settings = DevKafkaSettings.of(NODE, logs, broker, controller);
        more.accept(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return new DevKafka(server, "127.0.0.1:" + broker);
    }

    /** Where clients begin: host:port. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Creates the topics that are missing, with the catalogue's partitions and settings. */
    public void createTopics(List<Topic<?>> topics) {
        create(topics.stream()
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.config()))
                .toList());
    }

    /** Creates one topic, unless there is one of that name. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        create(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config)));
    }

    /** Stops the node; its directory can be started again. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private void create(List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var results = admin.createTopics(topics).values();
            Map<TopicPartition, OffsetSpec> created = new HashMap<>();
            for (NewTopic topic : topics) {
                try {
                    Objects.requireNonNull(results.get(topic.name())).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    for (int partition = 0; partition < topic.numPartitions(); partition++)
                        created.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) throw new IllegalStateException(failed);
                }
            }
            // created means that the controller knows; whoever writes before the broker leads may lose his first
            // batches
            Eventually.eventually(Duration.ofSeconds(PATIENCE_SECONDS), "the node leads the created topics", () -> {
                admin.listOffsets(created).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return true;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", interrupted);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("topics were not created within " + PATIENCE_SECONDS + " s", slow);
        }
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) return;
        try {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName(DevKafkaSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(logs.toString())
                    .setMetadataLogDirectory(logs.toString())
                    .run();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot format " + logs, unwritable);
        } catch (Exception failed) { // declared by Formatter.run
            throw new IllegalStateException("cannot format " + logs, failed);
        }
    }
}
