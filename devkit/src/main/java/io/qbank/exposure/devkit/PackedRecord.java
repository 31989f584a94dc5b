package io.qbank.exposure.devkit;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What only a producer set up for it would send: a record that is small when packed and far beyond its topic's limit unpacked. */
public final class PackedRecord {
    private static final int ENOUGH = 256 << 20;

    private PackedRecord() {}

    /**
     * Sends one and waits until the brokers have it.
     *
     * @throws ExecutionException with the brokers' reason if they refuse it
     */
    public static void send(String bootstrap, ProducerRecord<byte[], byte[]> record)
            throws ExecutionException, InterruptedException {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrap,
                "compression.type", "gzip",
                "max.request.size", ENOUGH,
                "buffer.memory", ENOUGH);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
