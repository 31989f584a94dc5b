package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The items as {@code exposure.items} has them now: a delivery platform's own copy of the compacted topic. One thread. */
public final class ItemFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final KafkaConsumer<String, ItemState> consumer;
    private final List<TopicPartition> partitions;
    private final Map<String, ItemState> items = new TreeMap<>();

    private ItemFeed(KafkaConsumer<String, ItemState> consumer) {
        this.consumer = consumer;
        this.partitions = consumer.partitionsFor(Topics.ITEMS.name(), PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Begins at the first record of the topic. */
    public static ItemFeed open(KafkaClients kafka) {
        Map<String, Object> settings = new HashMap<>(kafka.settings());
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "candidates");
        KafkaConsumer<String, ItemState> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), Topics.ITEMS.serde().deserializer());
        try {
            return new ItemFeed(consumer);
        } catch (RuntimeException unreachable) {
            consumer.close();
            throw unreachable;
        }
    }

    /** Reads on to what is now the topic's end, and gives the exam's items by question and version. */
    public List<ItemState> items(String tenantId, String examCode) {
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey(), PATIENCE) < each.getValue()))
            for (ConsumerRecord<String, ItemState> found : consumer.poll(POLL)) keep(found.key(), found.value());
        return items.values().stream()
                .filter(item -> item.tenantId().equals(tenantId) && item.exams().contains(examCode))
                .sorted(Comparator.comparingLong(ItemState::questionId).thenComparingInt(ItemState::version))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    @SuppressWarnings("NullAway") // a tombstone's value is null, and the client's type does not say so
    private void keep(String key, ItemState value) {
        if (value == null) items.remove(key);
        else items.put(key, value);
    }
}
