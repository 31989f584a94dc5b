package io.qbank.exposure.demo.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records in order and gives up none: what the brokers have not acknowledged is sent again, with the same content, by
 * a new producer if need be. One thread.
 */
final class PatientSender implements AutoCloseable {
    private final String bootstrap;
    private final Map<Long, ProducerRecord<String, byte[]>> waiting = new ConcurrentSkipListMap<>();
    private KafkaProducer<String, byte[]> producer;
    private long sent;
    private long again;

    PatientSender(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = producer();
    }

    void send(ProducerRecord<String, byte[]> record) {
        long number = sent++;
        waiting.put(number, record);
        hand(number, record);
    }

    /** Returns when everything has been acknowledged. */
    void flush() {
        producer.flush();
        while (!waiting.isEmpty()) {
            producer.close(Duration.ZERO);
            producer = producer();
            List<Map.Entry<Long, ProducerRecord<String, byte[]>>> left = new ArrayList<>(waiting.entrySet());
            again += left.size();
            left.forEach(each -> hand(each.getKey(), each.getValue()));
            producer.flush();
        }
    }

    /** Records that were sent more than once since it was not known whether they had arrived. */
    long again() {
        return again;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private void hand(long number, ProducerRecord<String, byte[]> record) {
        try {
            Future<RecordMetadata> unused = producer.send(record, (metadata, failed) -> { // the callback tells
                if (failed == null) waiting.remove(number);
            });
        } catch (KafkaException broken) {
            return; // it waits, and the flush gives it to another producer
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "client.id", "chaos-load",
                        "acks", "all",
                        "enable.idempotence", "true",
                        "delivery.timeout.ms", "600000",
                        "max.block.ms", "120000",
                        "compression.type", "lz4",
                        "linger.ms", "20"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
