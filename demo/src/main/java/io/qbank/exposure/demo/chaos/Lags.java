package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.world.Service;
import io.qbank.exposure.devkit.KafkaCluster;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a service has not yet read of the topic it works on. The API reads without a group, and only to show: it has
 * no lag that a broker knows.
 */
final class Lags {
    private static final long PATIENCE_SECONDS = 20;
    private static final Map<String, Service> READS =
            Map.of("events.qbank", Service.EXPOSURE_COUNTER, "commands.calibration", Service.CALIBRATOR);
    private final KafkaCluster kafka;

    Lags(KafkaCluster kafka) {
        this.kafka = kafka;
    }

    /** By service. */
    Map<Service, Long> now() throws InterruptedException {
        Map<Service, Long> lags = new EnumMap<>(Service.class);
        try {
            List<String> groups = kafka.admin().listGroups().all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                    .map(GroupListing::groupId)
                    .toList();
            for (String group : groups)
                committed(group).forEach((partition, lag) -> lags.merge(READS.get(partition.topic()), lag, Long::sum));
            return lags;
        } catch (ExecutionException | TimeoutException silent) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> committed(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>(kafka.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        read.keySet().removeIf(partition -> !READS.containsKey(partition.topic()));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> lags = new HashMap<>();
        kafka.admin()
                .listOffsets(asked)
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> {
                    OffsetAndMetadata at = read.get(partition);
                    lags.put(partition, at == null ? 0 : Math.max(0, end.offset() - at.offset()));
                });
        return lags;
    }
}
