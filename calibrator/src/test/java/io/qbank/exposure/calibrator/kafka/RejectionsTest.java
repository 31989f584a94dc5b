package io.qbank.exposure.calibrator.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qbank.exposure.calibrator.job.PortException;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private static final int LARGEST = 100_000;
    private final Brokers brokers = new Brokers(Topics.COMMANDS_REJECTED.name(), LARGEST);
    private final Rejections rejections =
            new Rejections(new Sender(brokers, ManualClock.at(Instant.parse("2026-11-02T09:30:00Z"))));

    @Test
    void aRejectionThatIsNotTakenIsSentAgainAndOnlyThat() {
        add(new byte[] {1}, new byte[] {1});
        add(new byte[] {2}, new byte[] {2});
        add(new byte[] {3}, new byte[] {3});
        brokers.refuseOnce(new TimeoutException("away"));

        assertThrows(PortException.class, rejections::settle);
        rejections.settle();
        rejections.settle();

        assertEquals(
                List.of(2, 3, 1),
                brokers.taken().stream().map(record -> (int) record.value()[0]).toList());
    }

    @Test
    void keyAndValueAreCut() {
        add(new byte[RejectionHeaders.MAX_BYTES + 1], new byte[RejectionHeaders.MAX_BYTES + 1]);

        rejections.settle();

        assertEquals(RejectionHeaders.MAX_BYTES, brokers.taken().get(0).key().length);
        assertEquals(RejectionHeaders.MAX_BYTES, brokers.taken().get(0).value().length);
    }

    @Test
    void whatIsTooLargeForTheBrokersIsGivenUp() {
        Brokers small = new Brokers(Topics.COMMANDS_REJECTED.name(), 1);
        Rejections few = new Rejections(new Sender(small, ManualClock.at(Instant.EPOCH)));
        few.add(record(new byte[1], new byte[2]), new InvalidMessageException(null, "no"));
        few.add(record(new byte[1], new byte[1]), new InvalidMessageException(null, "no"));

        few.settle();
        few.settle();

        assertEquals(2, small.sends);
        assertEquals(1, small.taken().size());
    }

    private void add(byte[] key, byte[] value) {
        rejections.add(record(key, value), new InvalidMessageException(null, "no"));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>(Topics.COMMANDS.name(), 0, 7, key, value);
    }
}
