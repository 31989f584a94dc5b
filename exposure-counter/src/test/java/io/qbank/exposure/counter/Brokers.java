package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.DevKafka;
import io.qbank.exposure.devkit.Scratch;
import io.qbank.exposure.schemas.topic.Topic;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The one broker of this module's tests, and how to read from it what is committed. */
final class Brokers {
    private static final DevKafka KAFKA = start();

    private Brokers() {}

    static String bootstrap() {
        return KAFKA.bootstrap();
    }

    static void createTopic(String name, int partitions) {
        KAFKA.createTopic(name, partitions, Map.of("retention.ms", "-1"));
    }

    /** Everything in a topic now. */
    static <V> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
        try (KafkaConsumer<String, V> consumer = consumer(topic)) {
            List<ConsumerRecord<String, V>> records = new ArrayList<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records;
        }
    }

    /** Reads every partition of a topic from its beginning; the caller closes it. */
    static <V> KafkaConsumer<String, V> consumer(Topic<V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap(),
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

    private static DevKafka start() {
        Scratch scratch = Scratch.named("counter-kafka-");
        DevKafka kafka = DevKafka.start(scratch.directory(), 0);
        kafka.createTopics(Topics.all());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(kafka, scratch)));
        return kafka;
    }

    private static void remove(DevKafka kafka, Scratch scratch) {
        try (scratch) {
            kafka.close();
        }
    }
}
