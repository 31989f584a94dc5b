package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The one writer of both topics. All relays of a tenant share one transactional id, on purpose: opening a producer shuts
 * out every earlier one, wherever it runs, for good. After any failure close it and open another. One thread at a time.
 */
final class RelayProducer implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private final Producer<String, byte[]> producer;

    private RelayProducer(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Shuts out earlier producers, ends what they left open, and returns when no record of theirs can follow. */
    static RelayProducer open(Map<String, String> kafka, String tenantId) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "qbank-relay-" + tenantId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.LARGE));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "12000");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "12000");
        // A relay that stops in mid-transaction holds back every read_committed reader for so long.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "15000");
        Producer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new RelayProducer(producer);
        } catch (RuntimeException failed) {
            producer.close(Duration.ZERO);
            throw failed;
        }
    }

    /**
     * Writes all of them or none, and returns when the brokers have them.
     *
     * @throws KafkaException if any did not arrive, or another producer has been opened since
     */
    void publish(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) return;
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.commitTransaction(); // flushes, and throws what any send met
        if (!sent.stream().allMatch(Future::isDone)) throw new KafkaException("committed before all was sent");
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
