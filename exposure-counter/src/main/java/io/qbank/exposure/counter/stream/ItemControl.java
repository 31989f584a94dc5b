package io.qbank.exposure.counter.stream;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the counter keeps of an item.
 *
 * @param k exposure control parameter
 * @param cap null where none was ever set
 */
record ItemControl(double k, @Nullable Double cap) {
    byte[] toBytes() {
        return ByteBuffer.allocate(2 * Double.BYTES)
                .putDouble(k)
                .putDouble(cap == null ? Double.NaN : cap)
                .array();
    }

    static ItemControl parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double k = buffer.getDouble();
        double cap = buffer.getDouble();
        return new ItemControl(k, Double.isNaN(cap) ? null : (Double) cap);
    }
}
