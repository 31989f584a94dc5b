package io.qbank.exposure.devkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The settings of one node that is broker and controller, small enough to live beside the program that uses it. */
final class DevKafkaSettings {
    static final String CONTROLLER = "CONTROLLER";

    private DevKafkaSettings() {}

    static Map<String, String> of(int node, Path logs, int broker, int controller) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(node));
        settings.put("log.dirs", logs.toString());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + broker + "," + CONTROLLER + "://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + broker);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.quorum.voters", node + "@127.0.0.1:" + controller);
        settings.putAll(ONE_REPLICA);
        settings.putAll(SMALL);
        settings.putAll(PATIENT_WITH_TIME);
        return settings;
    }

    private static final Map<String, String> ONE_REPLICA = Map.of(
            "default.replication.factor", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /**
     * The cleaner's buffer alone would take 128 MB; a killed node is let in again after its session, 9 s by default; and
     * the transactions of a killed producer are looked for every second, every ten by default.
     */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.num.partitions", "2"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            Map.entry("metric.reporters", ""));

    /** Tests and the demo write records of other days: the old shall not vanish half a minute later, the future be taken. */
    private static final Map<String, String> PATIENT_WITH_TIME = Map.of(
            "log.message.timestamp.after.max.ms",
                    Long.toString(Duration.ofDays(3650).toMillis()),
            "log.initial.task.delay.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
            "log.retention.check.interval.ms", Long.toString(Duration.ofHours(1).toMillis()));
}
