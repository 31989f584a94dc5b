package io.qbank.exposure.counter.stream;

import io.qbank.exposure.schemas.topic.RejectionHeaders;
import io.qbank.exposure.schemas.topic.RejectionKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the rejected topic: key and value as they came, cut at 64 KiB each, the reason in headers. Headers
 * of the original are left behind: with them a record at the limit of its topic would not fit.
 */
final class Rejections {
    private Rejections() {}

    static Record<byte[], Flow> of(
            Record<byte[], byte[]> record, RecordMetadata read, RejectionKind kind, String reason, long now) {
        Origin from = Origin.of(record, read);
        Headers headers = new RecordHeaders();
        add(headers, RejectionHeaders.REASON, reason);
        add(headers, RejectionHeaders.KIND, kind.wire());
        add(headers, RejectionHeaders.TOPIC, from.topic);
        add(headers, RejectionHeaders.PARTITION, Integer.toString(from.partition));
        add(headers, RejectionHeaders.OFFSET, Long.toString(from.offset));
        return new Record<>(cut(from.key), new Flow.Rejected(cut(from.value)), now, headers);
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= RejectionHeaders.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, RejectionHeaders.MAX_BYTES);
    }
}
