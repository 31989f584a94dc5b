package io.qbank.exposure.counter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Offsets of the counter's topics and of its group, asked of the brokers. One thread. */
final class GroupOffsets implements CaughtUp.Offsets {
    private final Admin admin;
    private final String group;
    private final List<String> topics;

    /** @param admin closed with this */
    GroupOffsets(Admin admin, ExposureCounterConfig config) {
        this.admin = admin;
        this.group = config.applicationId();
        Stream<String> internal = config.keyedBySession()
                ? Stream.of(ExposureTopology.TOTALS)
                : Stream.of(ExposureTopology.BY_SESSION, ExposureTopology.TOTALS);
        this.topics = Stream.concat(
                        Stream.of(config.eventsTopic()), internal.map(name -> group + '-' + name + "-repartition"))
                .toList();
    }

    @Override
    public int topics() {
        return topics.size();
    }

    /** Also what open transactions have written: it is waited for. */
    @Override
    public Map<TopicPartition, Long> ends(int topic) throws InterruptedException {
        String name = topics.get(topic);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Objects.requireNonNull(
                        got(admin.describeTopics(List.of(name)).allTopicNames()).get(name))
                .partitions()
                .forEach(partition -> latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
        return got(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Override
    public Map<TopicPartition, Long> committed() throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) committed.put(partition, offset.offset());
                });
        return committed;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T got(KafkaFuture<T> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "cannot find out how far counting has come: " + failed.getCause(), failed.getCause());
        }
    }
}
