package io.qbank.exposure.counter.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Where a record was first read, and what its key and value were there. */
final class Origin {
    private static final String PLACE = "origin";
    private static final String KEY = "origin-key";
    private static final String TOMBSTONE = "origin-tombstone";

    final String topic;
    final int partition;
    final long offset;
    final byte @Nullable [] key;
    final byte @Nullable [] value;

    private Origin(String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.key = key;
        this.value = value;
    }

    /** Of a record that may have come through the internal topic of re-keyed events. */
    static Origin of(Record<byte[], byte[]> record, RecordMetadata read) {
        Header place = record.headers().lastHeader(PLACE);
        if (place == null || !read.topic().endsWith("-repartition"))
            return new Origin(read.topic(), read.partition(), read.offset(), record.key(), record.value());
        ByteBuffer bytes = ByteBuffer.wrap(place.value());
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        byte[] topic = new byte[bytes.remaining()];
        bytes.get(topic);
        Header key = record.headers().lastHeader(KEY);
        boolean tombstone = record.headers().lastHeader(TOMBSTONE) != null;
        return new Origin(
                new String(topic, StandardCharsets.UTF_8),
                partition,
                offset,
                key == null ? null : key.value(),
                tombstone ? null : record.value());
    }

    static void write(Headers headers, RecordMetadata read, byte @Nullable [] key, boolean tombstone) {
        byte[] topic = read.topic().getBytes(StandardCharsets.UTF_8);
        headers.add(
                PLACE,
                ByteBuffer.allocate(Integer.BYTES + Long.BYTES + topic.length)
                        .putInt(read.partition())
                        .putLong(read.offset())
                        .put(topic)
                        .array());
        if (key != null) headers.add(KEY, Rejections.cut(key));
        if (tombstone) headers.add(TOMBSTONE, new byte[0]);
    }
}
