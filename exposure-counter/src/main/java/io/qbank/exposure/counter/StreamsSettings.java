package io.qbank.exposure.counter;

import io.qbank.exposure.counter.decode.EventDecoder;
import io.qbank.exposure.counter.store.BoundedRocks;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told. Each line that is not Kafka's default says why. */
final class StreamsSettings {
    private static final int TRANSACTION_COMMITS = 3;
    /** Room for the largest event that is sent on under its session, its headers, and for counts of large exams. */
    private static final int LARGEST_RECORD = 4 * EventDecoder.MOST_BYTES;

    private StreamsSettings() {}

    /** For a client that only asks. */
    static Map<String, Object> admin(ExposureCounterConfig config) {
        return Map.copyOf(config.kafka().settings());
    }

    static Map<String, Object> of(ExposureCounterConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka().settings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        // the stores are their own cache
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(config.sessionTimeout().toMillis()));
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.toIntExact(Math.min(3_000, config.sessionTimeout().toMillis() / 3)));
        // a task reads one partition: it has no other to wait for, and need not look for one at each record
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // a thread that catches up works through thousands of records a round
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 4_000);
        // whoever takes over must wait for the dead one's transaction: it need not outlive the dead one's session
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(Math.max(
                        config.sessionTimeout().toMillis(),
                        TRANSACTION_COMMITS * config.commitInterval().toMillis())));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
        // an event topic may allow timestamps ahead of the broker's clock; what follows from such an event must fit too
        settings.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
        // by default a producer sends, and a topic takes, one megabyte
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(LARGEST_RECORD));
        return settings;
    }
}
