package io.qbank.exposure.counter;

import io.qbank.exposure.counter.store.CounterStores;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at the topics before anything is counted. Which partition a session lies in, and so which task remembers it, depends
 * on the number of partitions: with another number every session that is under way would be counted twice.
 */
final class StartCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 200;

    private StartCheck() {}

    /** The counter must not start; the text says why and what to do. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** @throws Refused if a topic is missing, or the events have another number of partitions than the state */
    static void run(ExposureCounterConfig config) throws InterruptedException {
        String changelog = config.applicationId() + '-' + CounterStores.SESSIONS + "-changelog";
        List<String> needed = List.of(
                config.eventsTopic(),
                Topics.EVENTS_REJECTED.name(),
                Topics.DAILY.name(),
                Topics.SESSIONS.name(),
                Topics.OUTCOMES.name(),
                Topics.EVIDENCE.name(),
                Topics.DRIFT.name(),
                Topics.COMMANDS.name(),
                Topics.ITEMS.name(),
                Topics.POLICIES.name());
        try (Admin admin = Admin.create(StreamsSettings.admin(config))) {
            Map<String, Integer> partitions = present(admin, needed);
            List<String> missing = needed.stream()
                    .filter(topic -> !partitions.containsKey(topic))
                    .toList();
            if (!missing.isEmpty())
                throw new Refused(
                        "these topics are missing on " + config.kafka().bootstrap() + ": " + String.join(", ", missing)
                                + ". Create them with the partitions and settings of the catalogue.");
            Integer counted = partitions(admin, List.of(changelog)).get(changelog);
            Integer now = partitions.get(config.eventsTopic());
            if (counted != null && now != null && !counted.equals(now))
                throw new Refused(otherNumber(config, counted, now));
        } catch (ExecutionException unreachable) {
            throw new Refused(
                    "cannot look at the topics on " + config.kafka().bootstrap() + ": " + unreachable.getCause(),
                    unreachable);
        }
    }

    /** The topics there are; one that was created a moment ago may take another moment to be known everywhere. */
    private static Map<String, Integer> present(Admin admin, List<String> needed)
            throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Integer> found = partitions(admin, needed);
        while (found.size() < needed.size() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
            found = partitions(admin, needed);
        }
        return found;
    }

    private static String otherNumber(ExposureCounterConfig config, int counted, int now) {
        return config.eventsTopic() + " has " + now + " partitions, but the state of application "
                + config.applicationId()
                + " was built with " + counted
                + ": sessions would be looked for in the wrong partition and counted twice."
                + " Either restore the topic with " + counted
                + " partitions, or set a new APPLICATION_ID, which counts "
                + config.eventsTopic() + " again from its beginning.";
    }

    private static Map<String, Integer> partitions(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, Integer> partitions = new TreeMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        topic.getKey(), topic.getValue().get().partitions().size());
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) throw failed;
            }
        }
        return partitions;
    }
}
