package io.qbank.exposure.devkit;

import io.qbank.exposure.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics, with as many copies as the brokers give by themselves, and returns when they can be written to. */
final class KafkaTopics {
    private static final long PATIENCE_SECONDS = 60;

    private KafkaTopics() {}

    /** Creates the topics that are missing, with the catalogue's partitions and settings. */
    static void create(String bootstrap, List<Topic<?>> topics) {
        create(bootstrap, topics, Integer.MAX_VALUE);
    }

    /**
     * The same with fewer partitions.
     *
     * @param most partitions of a topic
     */
    static void create(String bootstrap, List<Topic<?>> topics, int most) {
        createAll(
                bootstrap,
                topics.stream()
                        .map(topic -> topic(topic.name(), Math.min(most, topic.partitions()), topic.config()))
                        .toList());
    }

    /** Creates one topic, unless there is one of that name. */
    static void create(String bootstrap, NewTopic topic) {
        createAll(bootstrap, List.of(topic));
    }

    static NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private static void createAll(String bootstrap, List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var results = admin.createTopics(topics).values();
            Map<TopicPartition, OffsetSpec> created = new HashMap<>();
            for (NewTopic topic : topics) {
                try {
                    Objects.requireNonNull(results.get(topic.name())).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    for (int partition = 0; partition < topic.numPartitions(); partition++)
                        created.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) throw new IllegalStateException(failed);
                }
            }
            // created means that the controller knows; whoever writes before the broker leads may lose his first
            // batches
            Eventually.eventually(Duration.ofSeconds(PATIENCE_SECONDS), "the node leads the created topics", () -> {
                admin.listOffsets(created).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return true;
            });
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", interrupted);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("topics were not created within " + PATIENCE_SECONDS + " s", slow);
        }
    }
}
