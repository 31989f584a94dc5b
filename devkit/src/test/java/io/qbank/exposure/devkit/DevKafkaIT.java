package io.qbank.exposure.devkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevKafkaIT {
    private static final TopicPartition LEDGER = new TopicPartition("ledger", 0);

    @Test
    void recordsAndAddressAreTheSameAfterARestartOnTheSameDirectory(@TempDir Path directory) throws Exception {
        String before;
        try (DevKafka kafka = DevKafka.start(directory, 0)) {
            before = kafka.bootstrap();
            kafka.createTopic(LEDGER.topic(), 1, Map.of());
            write(kafka, "one", "two");
        }

        try (DevKafka again = DevKafka.start(directory, 0)) {
            again.createTopic(LEDGER.topic(), 1, Map.of());
            write(again, "three");

            assertEquals(before, again.bootstrap());
            assertEquals(List.of("one", "two", "three"), read(again, 3));
        }
    }

    @Test
    void theBrokerMayMoveToAnotherPortWithItsRecords(@TempDir Path directory) throws Exception {
        try (DevKafka kafka = DevKafka.start(directory, 0)) {
            kafka.createTopic(LEDGER.topic(), 1, Map.of());
            write(kafka, "one");
        }
        int other = Ports.free();

        try (DevKafka moved = DevKafka.start(directory, other)) {
            assertEquals("127.0.0.1:" + other, moved.bootstrap());
            assertEquals(List.of("one"), read(moved, 1));
        }
    }

    @Test
    void aPortInUseIsNamedWithTheWayOut(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortInUseException refused =
                    assertThrows(PortInUseException.class, () -> DevKafka.start(directory, taken.getLocalPort()));

            assertTrue(refused.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refused.getMessage());
        }
    }

    private static void write(DevKafka kafka, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new StringSerializer())) {
            for (String value : values)
                producer.send(new ProducerRecord<>(LEDGER.topic(), value)).get();
        }
    }

    private static List<String> read(DevKafka kafka, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "max.poll.records", "100"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(LEDGER));
            consumer.seekToBeginning(List.of(LEDGER));
            Eventually.eventually(
                    Duration.ofMinutes(1),
                    count + " records are there",
                    () -> consumer.endOffsets(List.of(LEDGER)).get(LEDGER) == count);
            List<String> values = new ArrayList<>();
            while (values.size() < count)
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(20)))
                    values.add(found.value());
            return values;
        }
    }
}
