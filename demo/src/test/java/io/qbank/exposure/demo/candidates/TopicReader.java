package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.event.QbankEvent;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a tenant's events from the first to what is now the last, apart from the code under test. */
public final class TopicReader {
    private TopicReader() {}

    public static List<ConsumerRecord<String, QbankEvent>> events(String bootstrap, String tenant) {
        List<ConsumerRecord<String, QbankEvent>> records = new ArrayList<>();
        try (KafkaConsumer<String, QbankEvent> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap),
                new StringDeserializer(),
                Topics.EVENTS.serde().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each)))
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().tenantId().equals(tenant)) records.add(record);
                });
        }
        return records;
    }
}
