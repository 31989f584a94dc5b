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

    /**
     * Also what open transactions have written: it is waited for. Not a partition whose records are all gone: nobody will ever
     * commit its end who has not done so.
     */
    @Override
    public Map<TopicPartition, Long> ends(int topic) throws InterruptedException {
        String name = topics.get(topic);
        List<TopicPartition> partitions = Objects.requireNonNull(
                        got(admin.describeTopics(List.of(name)).allTopicNames()).get(name))
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
        ends.entrySet().removeIf(end -> begins.getOrDefault(end.getKey(), 0L) >= end.getValue());
        return ends;
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

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        got(admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> which)))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
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
