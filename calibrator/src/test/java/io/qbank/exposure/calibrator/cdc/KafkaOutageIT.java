package io.qbank.exposure.calibrator.cdc;

import static io.qbank.exposure.calibrator.cdc.RelayWorld.awaitPhase;
import static io.qbank.exposure.devkit.Eventually.eventually;

import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that go away, and brokers that come back with nothing: the relay outlasts both. */
class KafkaOutageIT {
    private static final Duration OUTLASTED = Duration.ofMinutes(2);

    @Test
    void aRelayOutlastsAnOutageOfKafkaAndFillsAKafkaThatWasWiped(@TempDir Path directory) throws Exception {
        DevKafka kafka = kafka(directory.resolve("first"), 0);
        Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrap());
        int port =
                Integer.parseInt(kafka.bootstrap().substring(kafka.bootstrap().lastIndexOf(':') + 1));
        try (RelayWorld world = RelayWorld.open()) {
            world.bank.exam("EXAM", 1, 20);
            RelayConfig config = RelayConfig.of(world.tenant, BankAddress.of(world.bank.url()), client);
            try (ItemRelay relay = world.relaying(config)) {
                kafka.close();
                world.bank.k(1, 0.5);
                awaitPhase(relay, ItemRelay.Phase.BROKEN);

                kafka = kafka(directory.resolve("first"), port);
                eventually(OUTLASTED, "what changed meanwhile", () -> k(client, world.tenant) == 0.5);

                kafka.close();
                kafka = kafka(directory.resolve("second"), port);
                world.bank.k(1, 0.25);
                eventually(OUTLASTED, "everything again", () -> k(client, world.tenant) == 0.25);
                eventually(
                        OUTLASTED,
                        "all twenty",
                        () -> TopicReader.read(client, world.tenant, () -> {})
                                        .items()
                                        .valid()
                                        .size()
                                == 20);
            }
        } finally {
            kafka.close();
        }
    }

    private static DevKafka kafka(Path directory, int port) {
        DevKafka kafka = DevKafka.start(directory, port);
        kafka.createTopics(List.of(Topics.ITEMS, Topics.POLICIES));
        return kafka;
    }

    private static double k(Map<String, String> client, String tenant) throws SQLException {
        return TopicReader.read(client, tenant, () -> {})
                .items()
                .valid()
                .get(tenant + "/1/1")
                .k();
    }
}
