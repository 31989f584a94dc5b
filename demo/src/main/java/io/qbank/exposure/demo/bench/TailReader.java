package io.qbank.exposure.demo.bench;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed to a topic from now on. One thread. */
final class TailReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final String topic;
    private Iterator<ConsumerRecord<String, byte[]>> fetched =
            List.<ConsumerRecord<String, byte[]>>of().iterator();

    private TailReader(Consumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    static TailReader open(String bootstrap, String topic) {
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new TailReader(consumer, topic);
    }

    /**
     * Reads on until a record has that key prefix and a value that is wanted; what comes before is passed over.
     *
     * @throws IllegalStateException if none comes in time
     */
    void await(String keyPrefix, Predicate<byte[]> wanted, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        do {
            while (fetched.hasNext()) {
                ConsumerRecord<String, byte[]> record = fetched.next();
                if (record.key().startsWith(keyPrefix) && wanted.test(record.value())) return;
            }
            fetched = consumer.poll(POLL).iterator();
        } while (System.nanoTime() < end);
        throw new IllegalStateException(
                "nothing under " + keyPrefix + " came on " + topic + " within " + within.toSeconds() + " s");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
