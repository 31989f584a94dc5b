package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.decode.Decoded;
import io.qbank.exposure.counter.decode.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Puts each event under its session, for topics that are keyed by something else or not at all. Records that tell no session
 * go on under the key they have, only to be judged and counted. Where a record came from, and under which key, travels in
 * headers, so that a rejection can tell.
 */
public final class RekeyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final byte[] NOBODY = new byte[0];
    private final EventDecoder decoder = new EventDecoder();
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    public RekeyProcessor() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Decoded decoded = decoder.decode(record.value());
        byte[] key = decoded instanceof Decoded.Sighting event
                ? event.sessionId().getBytes(StandardCharsets.UTF_8)
                : record.key() == null ? NOBODY : Rejections.cut(record.key());
        Optional<RecordMetadata> from = context.recordMetadata();
        Headers headers = new RecordHeaders();
        from.ifPresent(place -> Origin.write(headers, place, record.key(), record.value() == null));
        context.forward(new Record<>(key, sendable(record.value()), record.timestamp(), headers));
    }

    /** One byte too many is as much too large as a hundred million, and fits into an internal topic. */
    private static byte[] sendable(byte @Nullable [] value) {
        if (value == null) return NOBODY;
        return value.length > EventDecoder.MOST_BYTES ? Arrays.copyOf(value, EventDecoder.MOST_BYTES + 1) : value;
    }
}
