package io.qbank.exposure.calibrator.kafka;

import io.qbank.exposure.calibrator.job.PortException;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records on their way to commands.calibration.rejected; each is kept until the brokers have it. One thread. */
final class Rejections {
    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private final Sender sender;
    private final Queue<Rejected> kept = new ArrayDeque<>();

    Rejections(Sender sender) {
        this.sender = sender;
    }

    /** What goes out, no more: the record may be large, and the brokers away for long. */
    private static final class Rejected {
        final String place;
        final byte @Nullable [] key;
        final byte @Nullable [] value;
        final Headers headers;

        @Nullable
        Future<RecordMetadata> sent;

        Rejected(ConsumerRecord<byte[], byte[]> record, Headers headers) {
            this.place = Rejections.place(record);
            this.key = cut(record.key());
            this.value = cut(record.value());
            this.headers = headers;
        }
    }

    /** Keeps a record to be sent with the reason. */
    void add(ConsumerRecord<byte[], byte[]> record, InvalidMessageException invalid) {
        LOG.warn("command at {} rejected: {}", place(record), invalid.getMessage());
        Headers headers = new RecordHeaders();
        add(headers, RejectionHeaders.REASON, invalid.getMessage());
        add(headers, RejectionHeaders.KIND, invalid.kind().wire());
        add(headers, RejectionHeaders.TOPIC, record.topic());
        add(headers, RejectionHeaders.PARTITION, Integer.toString(record.partition()));
        add(headers, RejectionHeaders.OFFSET, Long.toString(record.offset()));
        kept.add(new Rejected(record, headers));
    }

    /**
     * Sends what was not taken yet, and waits until the brokers have all of it.
     *
     * @throws PortException if they do not take one; it is sent again the next time
     */
    void settle() {
        for (Rejected rejected : kept) if (rejected.sent == null) rejected.sent = send(rejected);
        for (Rejected first = kept.peek(); first != null; first = kept.peek()) {
            Future<RecordMetadata> sent = first.sent == null ? send(first) : first.sent;
            confirm(first, sent);
            kept.remove();
        }
    }

    private Future<RecordMetadata> send(Rejected rejected) {
        return sender.send(Topics.COMMANDS_REJECTED.name(), rejected.key, rejected.value, rejected.headers);
    }

    // One that is still on its way after the wait is not sent twice.
    private static void confirm(Rejected rejected, Future<RecordMetadata> sent) {
        try {
            Sender.confirm(sent);
        } catch (RecordTooLargeException tooLarge) {
            LOG.error("command at {} cannot be kept as rejected: too large", rejected.place, tooLarge);
        } catch (PortException notTaken) {
            if (sent.isDone()) rejected.sent = null;
            throw notTaken;
        }
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= RejectionHeaders.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, RejectionHeaders.MAX_BYTES);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
