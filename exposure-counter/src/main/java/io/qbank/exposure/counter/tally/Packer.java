package io.qbank.exposure.counter.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Writes small numbers in few bytes: base-128 varints, as Protocol Buffers have them. Grows as needed; one thread. */
public final class Packer {
    private static final int UUID_TEXT = 36;
    private byte[] bytes;
    private int size;

    public Packer(int expected) {
        bytes = new byte[Math.max(expected, 16)];
    }

    /** What was written; the packer may go on. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** One byte. */
    public Packer raw(int value) {
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, 2 * size);
        bytes[size++] = (byte) value;
        return this;
    }

    /** A number that is mostly small and not negative; a negative one takes ten bytes. */
    public Packer number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            raw((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        return raw((int) rest);
    }

    /** A number that is mostly near zero, of either sign. */
    public Packer signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    /** Eight bytes in an order that sorts like the number, for keys; not negative. */
    public Packer ordered(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) raw((int) (value >>> shift));
        return this;
    }

    /** Text; a UUID in its usual spelling, which most ids are, takes 17 bytes instead of 37. */
    public Packer text(String text) {
        if (text.length() == UUID_TEXT && usualUuid(text)) {
            UUID uuid = UUID.fromString(text);
            return raw(0).ordered(uuid.getMostSignificantBits()).ordered(uuid.getLeastSignificantBits());
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        for (byte one : utf8) raw(one);
        return this;
    }

    private static boolean usualUuid(String text) {
        for (int i = 0; i < UUID_TEXT; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) return false;
        }
        return true;
    }
}
