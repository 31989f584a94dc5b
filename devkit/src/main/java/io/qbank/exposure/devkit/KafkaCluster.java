package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A Kafka of three nodes, each a process, each broker and controller; every partition has three copies, and two must have a
 * record before it is acknowledged. Services come through a {@link TcpProxy} before each node, whoever sets the scene
 * directly. Whatever was acknowledged survives the kill of any one node.
 */
public final class KafkaCluster implements AutoCloseable {
    /** Nodes are numbered from 1 to this. */
    public static final int NODES = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final List<ClusterNode> nodes;
    private final Admin admin;

    private KafkaCluster(List<ClusterNode> nodes) {
        this.nodes = nodes;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap(), "request.timeout.ms", "5000", "default.api.timeout.ms", "20000"));
    }

    /** Starts the nodes side by side and returns when all serve. */
    public static KafkaCluster start(Path directory) {
        String cluster = Uuid.randomUuid().toString();
        List<ClusterNode> nodes = new ArrayList<>();
        for (int id = 1; id <= NODES; id++) nodes.add(ClusterNode.prepare(id, directory));
        String voters = nodes.stream().map(ClusterNode::voter).collect(Collectors.joining(","));
        nodes.forEach(node -> node.format(cluster, voters));
        nodes.forEach(ClusterNode::start);
        KafkaCluster started = new KafkaCluster(nodes);
        started.awaitNodes();
        return started;
    }

    /**
     * Creates the topics that are missing.
     *
     * @param most partitions of a topic
     */
    public void createTopics(List<Topic<?>> topics, int most) {
        KafkaTopics.create(bootstrap(), topics, most);
    }

    /** Keeps a topic's records for this long, give or take a tenth. */
    public void keep(String topic, Duration retention) {
        Map<String, Duration> settings = Map.of("retention.ms", retention, "segment.ms", retention.dividedBy(10));
        get(admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        settings.entrySet().stream()
                                .map(each -> new AlterConfigOp(
                                        new ConfigEntry(
                                                each.getKey(),
                                                Long.toString(each.getValue().toMillis())),
                                        AlterConfigOp.OpType.SET))
                                .toList()))
                .all());
    }

    /** For whoever is not to feel the bad network. */
    public String bootstrap() {
        return nodes.stream().map(ClusterNode::address).collect(Collectors.joining(","));
    }

    /** For the services: through the proxies. */
    public String proxied() {
        return nodes.stream().map(ClusterNode::proxied).collect(Collectors.joining(","));
    }

    /** The proxies before the nodes. */
    public List<TcpProxy> proxies() {
        return nodes.stream().map(ClusterNode::proxy).toList();
    }

    /** The node that is the active controller. */
    public int controller() {
        return get(admin.describeMetadataQuorum().quorumInfo()).leaderId();
    }

    /** The node that leads a topic's first partition. */
    public int leader(String topic) {
        TopicDescription described = Objects.requireNonNull(
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic), topic);
        return described.partitions().get(0).leader().id();
    }

    /** SIGKILL. */
    public void kill(int node) {
        nodes.get(node - 1).kill();
    }

    /** Starts a killed node on what it left. */
    public void restart(int node) {
        nodes.get(node - 1).start();
    }

    /** Waits until every node is there and has every record, so that any one may be killed. */
    public void awaitWhole() {
        awaitNodes();
        Eventually.eventually(PATIENCE, "every copy is in sync", this::inSync);
    }

    /** A client for what the scene needs beyond this. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        nodes.forEach(ClusterNode::close);
    }

    private boolean inSync() throws Exception {
        var topics = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return admin
                .describeTopics(topics)
                .allTopicNames()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    private void awaitNodes() {
        Eventually.eventually(
                PATIENCE,
                NODES + " nodes serve",
                () -> admin.describeCluster()
                                .nodes()
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .size()
                        == NODES);
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("Kafka did not answer", failed);
        }
    }
}
