package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.devkit.KafkaCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What may happen to exposure.items by a wrong command: it must come back from the database. */
final class ItemFaults {
    private static final String TOPIC = "exposure.items";
    private static final long PATIENCE_SECONDS = 30;
    private static final long KNOWN_EVERYWHERE_MILLIS = 500;
    private final KafkaCluster kafka;

    ItemFaults(KafkaCluster kafka) {
        this.kafka = kafka;
    }

    /** Deletes every record. */
    void empty() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            consumer.endOffsets(partitions(consumer))
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
            cleanup("compact,delete"); // of a topic that is only compacted no record can be deleted
            kafka.admin().deleteRecords(all).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            cleanup("compact");
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("records of " + TOPIC + " could not be deleted", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void cleanup(String policy) throws ExecutionException, TimeoutException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET);
        kafka.admin()
                .incrementalAlterConfigs(Map.of(topic, List.of(set)))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        TimeUnit.MILLISECONDS.sleep(KNOWN_EVERYWHERE_MILLIS);
    }

    /** Says of every item that it is no longer published. */
    void tombstone() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Map<TopicPartition, Set<String>> keys = keys(consumer);
            keys.forEach((partition, texts) -> texts.forEach(text -> {
                byte[] key = text.getBytes(StandardCharsets.UTF_8);
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(TOPIC, partition.partition(), key, tombstoneValue()));
            }));
            producer.flush();
        }
    }

    @SuppressWarnings("NullAway") // a tombstone is a null, and the client's type does not say so
    private static byte[] tombstoneValue() {
        return null;
    }

    private static Map<TopicPartition, Set<String>> keys(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Set<String>> keys = new HashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
            consumer.poll(Duration.ofMillis(50))
                    .forEach(record -> keys.computeIfAbsent(
                                    new TopicPartition(TOPIC, record.partition()), first -> new HashSet<>())
                            .add(new String(record.key(), StandardCharsets.UTF_8)));
        return keys;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
