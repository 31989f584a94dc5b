package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.decode.Decoded;
import io.qbank.exposure.counter.decode.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

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
                : record.key() == null ? NOBODY : record.key();
        Optional<RecordMetadata> from = context.recordMetadata();
        Headers headers = new RecordHeaders();
        from.ifPresent(place -> Origin.write(headers, place, record.key(), record.value() == null));
        byte[] value = record.value() == null ? NOBODY : record.value();
        context.forward(new Record<>(key, value, record.timestamp(), headers));
    }
}
