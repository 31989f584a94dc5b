package io.qbank.exposure.counter.tally;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what {@link Packer} wrote, in the same order. */
public final class Unpacker {
    private final byte[] bytes;
    private int at;

    public Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether anything is left. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    /** See {@link Packer#raw}. */
    public int raw() {
        return bytes[at++];
    }

    /** See {@link Packer#number}. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte one = bytes[at++];
            value |= (long) (one & 0x7F) << shift;
            if (one >= 0) return value;
        }
        throw new IllegalStateException("a number of more than ten bytes before byte " + at);
    }

    /** {@link #number} where an int was written. */
    public int small() {
        return Math.toIntExact(number());
    }

    /** See {@link Packer#signed}. */
    public long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** See {@link Packer#ordered}. */
    public long ordered() {
        long value = 0;
        for (int i = 0; i < 8; i++) value = (value << 8) | (bytes[at++] & 0xFF);
        return value;
    }

    /** See {@link Packer#text}. */
    public String text() {
        int length = small();
        if (length == 0) return new UUID(ordered(), ordered()).toString();
        String text = new String(bytes, at, length - 1, StandardCharsets.UTF_8);
        at += length - 1;
        return text;
    }
}
