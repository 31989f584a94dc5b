package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.schemas.service.KafkaClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and looks at those that are there; alters and deletes none. */
public final class TopicSetup implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private final Admin admin;

    private TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /** What was found or done. */
    public enum State {
        CREATED,
        MISSING,
        AS_WISHED,
        DIFFERENT
    }

    /**
     * One topic.
     *
     * @param differences one sentence each
     */
    public record Finding(String topic, State state, List<String> differences) {}

    /** Opens a client with the rights to describe, and to create unless only looked at. */
    public static TopicSetup open(KafkaClients clients) {
        return new TopicSetup(Admin.create(Map.copyOf(clients.settings())));
    }

    /**
     * Looks at every topic and creates the missing ones.
     *
     * @param create false only looks
     * @throws IllegalStateException if the brokers cannot be asked, or refuse
     */
    public List<Finding> run(List<TopicWish> wishes, boolean create) throws InterruptedException {
        Map<String, TopicWish.Found> found = found(wishes);
        List<Finding> findings = new ArrayList<>();
        for (TopicWish wish : wishes) {
            String name = wish.topic().name();
            TopicWish.Found existing = found.get(name);
            if (existing == null && create) create(wish);
            List<String> differences = existing == null ? List.of() : wish.differences(existing);
            findings.add(new Finding(name, state(existing != null, create, differences), differences));
        }
        return findings;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static State state(boolean existed, boolean create, List<String> differences) {
        if (!existed) return create ? State.CREATED : State.MISSING;
        return differences.isEmpty() ? State.AS_WISHED : State.DIFFERENT;
    }

    private void create(TopicWish wish) throws InterruptedException {
        Optional<Integer> partitions =
                Optional.of(wish.partitions().orElse(wish.topic().partitions()));
        Optional<Short> replication = wish.replication().isEmpty()
                ? Optional.empty()
                : Optional.of((short) wish.replication().getAsInt());
        NewTopic topic = new NewTopic(wish.topic().name(), partitions, replication).configs(wish.config());
        try {
            get(admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) throw refused(failed);
        }
    }

    private Map<String, TopicWish.Found> found(List<TopicWish> wishes) throws InterruptedException {
        List<String> names = wishes.stream().map(wish -> wish.topic().name()).toList();
        Map<String, TopicDescription> described = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                described.put(topic.getKey(), get(topic.getValue()));
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) throw refused(failed);
            }
        }
        List<ConfigResource> asked = described.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, TopicWish.Found> found = new HashMap<>();
        try {
            get(admin.describeConfigs(asked).all())
                    .forEach((topic, config) -> found.put(
                            topic.name(), found(Objects.requireNonNull(described.get(topic.name())), config)));
            return found;
        } catch (ExecutionException failed) {
            throw refused(failed);
        }
    }

    private static TopicWish.Found found(TopicDescription topic, Config config) {
        return new TopicWish.Found(
                topic.partitions().size(),
                topic.partitions().get(0).replicas().size(),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException, ExecutionException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("the brokers did not answer within " + PATIENCE_SECONDS + " s", late);
        }
    }

    private static IllegalStateException refused(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return new IllegalStateException(cause == null ? failed.toString() : cause.getMessage(), failed);
    }
}
