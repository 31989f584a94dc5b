package io.qbank.exposure.counter;

import io.qbank.exposure.devkit.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The counters that share the work on an events topic, as the brokers see them.
 *
 * @param id their application id, which is the name of their group
 * @param events the topic
 */
record CounterGroup(String id, String events) {
    /** Whether they have committed their way to these places of the events topic, by partition. */
    boolean committed(Map<Integer, Long> places) throws Exception {
        try (Admin admin = admin()) {
            var committed = admin.listConsumerGroupOffsets(id)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return places.entrySet().stream().allMatch(place -> {
                var reached = committed.get(new TopicPartition(events, place.getKey()));
                return reached != null && reached.offset() >= place.getValue();
            });
        }
    }

    /** Waits until so many instances of one thread share the work; their clients. */
    Set<String> awaitMembers(Duration within, int instances) throws Exception {
        Eventually.eventually(
                within,
                instances + " instances share the work",
                () -> members().size() == instances
                        && members().values().stream().noneMatch(Set::isEmpty));
        return members().keySet();
    }

    /** Partitions of the events topic that some clients have to count. */
    Set<Integer> partitionsOf(Set<String> clients) throws Exception {
        Set<Integer> partitions = new TreeSet<>();
        members().forEach((client, assigned) -> {
            if (clients.contains(client)) partitions.addAll(assigned);
        });
        return partitions;
    }

    /** Clients, and the partitions of the events topic that each counts. */
    private Map<String, Set<Integer>> members() throws Exception {
        try (Admin admin = admin()) {
            Map<String, Set<Integer>> members = new HashMap<>();
            for (var member : admin.describeConsumerGroups(List.of(id))
                    .all()
                    .get()
                    .get(id)
                    .members())
                members.put(
                        member.clientId(),
                        member.assignment().topicPartitions().stream()
                                .filter(partition -> partition.topic().equals(events))
                                .map(TopicPartition::partition)
                                .collect(Collectors.toSet()));
            return members;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", Brokers.bootstrap()));
    }
}
