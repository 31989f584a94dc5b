package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One node of a {@link KafkaCluster}, its directory, its ports and the proxy before it. One thread. */
final class ClusterNode implements AutoCloseable {
    private static final List<String> SMALL_JVM = List.of(
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dlogback.configurationFile=devkit-process-logback.xml");
    private static final String PROXIED = "PROXIED";
    private final int id;
    private final Path directory;
    private final int plain;
    private final int behindProxy;
    private final int controller;
    private final TcpProxy proxy;
    private @Nullable ChildProcess process;

    private ClusterNode(int id, Path directory, Ports ports) {
        this.id = id;
        this.directory = directory;
        this.plain = ports.choose("broker", 0);
        this.behindProxy = ports.choose("behind-proxy", 0);
        this.controller = ports.choose("controller", 0);
        this.proxy = TcpProxy.start(ports.choose("proxy", 0), behindProxy);
    }

    /** Chooses ports and opens the proxy. */
    static ClusterNode prepare(int id, Path cluster) {
        Path own = cluster.resolve("node-" + id);
        return new ClusterNode(id, own, Ports.of(own));
    }

    String voter() {
        return id + "@127.0.0.1:" + controller;
    }

    String address() {
        return "127.0.0.1:" + plain;
    }

    String proxied() {
        return "127.0.0.1:" + proxy.port();
    }

    TcpProxy proxy() {
        return proxy;
    }

    /** Writes what it starts with. */
    void format(String cluster, String voters) {
        Path logs = directory.resolve("logs");
        KafkaStorage.format(logs, id, cluster);
        Properties settings = new Properties();
        settings.putAll(DevKafkaSettings.of(id, logs, plain, controller));
        settings.putAll(copies());
        settings.putAll(housekeeping());
        settings.put("controller.quorum.voters", voters);
        settings.merge("listeners", listener(behindProxy), ClusterNode::joined);
        settings.merge("advertised.listeners", listener(proxy.port()), ClusterNode::joined);
        settings.merge("listener.security.protocol.map", "," + PROXIED + ":PLAINTEXT", ClusterNode::joined);
        try (Writer out = Files.newBufferedWriter(settings())) {
            settings.store(out, null);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + settings(), failed);
        }
    }

    void start() {
        process = ChildProcess.start(new ChildProcess.Program(
                KafkaNode.class, List.of(settings().toString()), SMALL_JVM, Map.of(), directory.resolve("kafka.log")));
    }

    void kill() {
        if (process != null) process.kill();
    }

    @Override
    public void close() {
        proxy.close();
        kill();
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private static String listener(int port) {
        return "," + PROXIED + "://127.0.0.1:" + port;
    }

    private static Object joined(Object before, Object more) {
        return before.toString() + more;
    }

    private static Map<String, String> copies() {
        return Map.of(
                "default.replication.factor", "3",
                "min.insync.replicas", "2",
                "offsets.topic.replication.factor", "3",
                "transaction.state.log.replication.factor", "3",
                "transaction.state.log.min.isr", "2",
                "share.coordinator.state.topic.replication.factor", "3",
                "share.coordinator.state.topic.min.isr", "2");
    }

    /**
     * A cluster is looked at for hours: what is out of date goes soon, segments are small enough to be compacted on the way,
     * and files are hardly longer than what is in them. What was asked of a node that died is asked for anew after ten
     * seconds, 30 by default: the end of a transaction may wait for it.
     */
    private static Map<String, String> housekeeping() {
        return Map.of(
                "request.timeout.ms",
                "10000",
                "log.segment.bytes",
                Integer.toString(32 << 20),
                "log.index.size.max.bytes",
                Integer.toString(1 << 20),
                "log.initial.task.delay.ms",
                "30000",
                "log.retention.check.interval.ms",
                "30000");
    }
}
