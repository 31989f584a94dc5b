package io.qbank.exposure.calibrator.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Brokers that take what they are sent, at once, except what a test tells them to refuse. */
final class Brokers extends MockProducer<byte[], byte[]> {
    private static final Node NODE = new Node(0, "localhost", 1);
    private final Queue<RuntimeException> refusals = new ArrayDeque<>();
    private final List<ProducerRecord<byte[], byte[]>> taken = new ArrayList<>();
    private final int largest;
    int sends;

    Brokers(String topic, int largest) {
        super(
                new Cluster(
                        "test",
                        List.of(NODE),
                        List.of(new PartitionInfo(topic, 0, NODE, new Node[] {NODE}, new Node[] {NODE})),
                        Set.of(),
                        Set.of()),
                true,
                null,
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.largest = largest;
    }

    void refuseOnce(RuntimeException failure) {
        refusals.add(failure);
    }

    List<ProducerRecord<byte[], byte[]>> taken() {
        return taken;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        sends++;
        RuntimeException refusal =
                record.value().length > largest ? new RecordTooLargeException("too large") : refusals.poll();
        if (refusal != null) {
            callback.onCompletion(null, refusal);
            return CompletableFuture.failedFuture(refusal);
        }
        taken.add(record);
        RecordMetadata metadata = new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
        callback.onCompletion(metadata, null);
        return CompletableFuture.completedFuture(metadata);
    }
}
