package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How one topic should be.
 *
 * @param topic of the catalogue
 * @param partitions how many; empty leaves an existing topic's number alone and creates with the catalogue's
 * @param replication copies of each partition; empty leaves it to the brokers
 * @param minInSync copies that must have a record; empty leaves it to the brokers
 * @param foreign written by somebody else, who also decides on its settings once it exists
 */
public record TopicWish(
        Topic<?> topic, OptionalInt partitions, OptionalInt replication, OptionalInt minInSync, boolean foreign) {
    /** What brokers call the least number of copies. */
    static final String MIN_IN_SYNC = "min.insync.replicas";

    /** An existing topic as brokers describe it. */
    record Found(int partitions, int replication, Map<String, String> config) {}

    /** Settings for its creation. */
    Map<String, String> config() {
        Map<String, String> config = topic.config();
        minInSync.ifPresent(copies -> config.put(MIN_IN_SYNC, Integer.toString(copies)));
        return config;
    }

    /** What differs, one sentence each; empty if it is as wished. */
    List<String> differences(Found found) {
        List<String> differences = new ArrayList<>();
        partitions.ifPresent(wished -> compare(differences, "partitions", wished, found.partitions()));
        replication.ifPresent(wished -> compare(differences, "replication", wished, found.replication()));
        if (!foreign)
            config().forEach((setting, wished) ->
                    compare(differences, setting, wished, found.config().getOrDefault(setting, "not set")));
        return differences;
    }

    private static void compare(List<String> differences, String setting, Object wished, Object found) {
        if (!wished.equals(found)) differences.add(setting + " is " + found + ", should be " + wished);
    }
}
