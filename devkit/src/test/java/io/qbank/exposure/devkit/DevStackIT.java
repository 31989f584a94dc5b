package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStackIT {
    @Test
    void everyTopicOfTheCatalogueExistsWithItsPartitionsAndSettings() throws Exception {
        DevStack stack = DevStack.shared();

        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrap()))) {
            var names = Topics.all().stream().map(Topic::name).toList();
            var described = admin.describeTopics(names).allTopicNames().get();
            for (Topic<?> topic : Topics.all()) {
                assertEquals(
                        topic.partitions(),
                        described.get(topic.name()).partitions().size(),
                        topic.name());
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                Config actual =
                        admin.describeConfigs(List.of(resource)).all().get().get(resource);
                topic.config()
                        .forEach((key, value) ->
                                assertEquals(value, actual.get(key).value(), topic.name() + " " + key));
            }
        }
    }

    @Test
    void whenOneHalfCannotStartTheOtherIsStoppedAndThePortIsNamed(@TempDir Path directory) throws Exception {
        int free = Ports.free();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            PortInUseException refused =
                    assertThrows(PortInUseException.class, () -> DevStack.start(directory, free, port));

            assertEquals(port, refused.port());
            Ports.requireFree("the stopped broker", free);
        }
    }
}
