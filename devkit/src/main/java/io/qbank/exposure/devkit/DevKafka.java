package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka of one node in this process: KRaft, broker and controller, listening on 127.0.0.1 only. What was acknowledged
 * is there again after a restart on the same directory, after a kill too: the page cache outlives the process.
 */
public final class DevKafka implements AutoCloseable {
    private static final int NODE = 1;
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
        KafkaStorage.format(logs, NODE, Uuid.randomUuid().toString());
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
        KafkaTopics.create(bootstrap, topics);
    }

    /** Creates one topic, unless there is one of that name. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        KafkaTopics.create(bootstrap, KafkaTopics.topic(name, partitions, config));
    }

    /** Stops the node; its directory can be started again. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
