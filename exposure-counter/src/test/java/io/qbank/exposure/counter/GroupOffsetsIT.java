package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupOffsetsIT {
    @Test
    void aPartitionWhoseRecordsAreAllGoneIsNotWaitedFor() throws Exception {
        try (Harness harness = new Harness(3)) {
            Map<String, Object> brokers = Map.of("bootstrap.servers", Brokers.bootstrap());
            TopicPartition kept = new TopicPartition(harness.events, 0);
            TopicPartition emptied = new TopicPartition(harness.events, 1);
            harness.produce(List.of(record(kept), record(kept), record(emptied), record(emptied)));
            try (GroupOffsets offsets = new GroupOffsets(Admin.create(brokers), harness.config())) {
                assertEquals(Map.of(kept, 2L, emptied, 2L), offsets.ends(0));

                try (Admin admin = Admin.create(brokers)) {
                    admin.deleteRecords(Map.of(
                                    kept, RecordsToDelete.beforeOffset(1), emptied, RecordsToDelete.beforeOffset(2)))
                            .all()
                            .get();
                }

                assertEquals(Map.of(kept, 2L), offsets.ends(0));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(TopicPartition to) {
        return new ProducerRecord<>(to.topic(), to.partition(), new byte[] {1}, new byte[] {1});
    }
}
