package io.qbank.exposure.counter.tally;

import java.util.Arrays;

/** The sum of one cell over all tasks, and the day by the clock on which it last changed. Mutable, one thread. */
public final class Total {
    private static final int FORMAT = 1;
    private final long[] slots;
    private int changedOn;

    /** A sum of nothing yet, with room for so many numbers. */
    public Total(int slots) {
        this.slots = new long[slots];
    }

    /** The first number. */
    public long value() {
        return slots[0];
    }

    /** All numbers; the caller must not change them. */
    public long[] slots() {
        return slots;
    }

    /** Adds to one number. */
    public void add(int slot, long difference, int today) {
        slots[slot] += difference;
        changedOn = today;
    }

    /** Adds to all numbers. */
    public void add(long[] differences, int today) {
        for (int i = 0; i < differences.length; i++) slots[i] += differences[i];
        changedOn = today;
    }

    /** As it is stored: trailing zeros are left out. */
    public byte[] toBytes() {
        int used = slots.length;
        while (used > 1 && slots[used - 1] == 0) used--;
        Packer packer = new Packer(4 + 2 * used).raw(FORMAT).number(changedOn);
        for (int i = 0; i < used; i++) packer.signed(slots[i]);
        return packer.toBytes();
    }

    /** Reads {@link #toBytes()}, with room for so many numbers. */
    public static Total parse(byte[] bytes, int slots) {
        Unpacker unpacker = open(bytes);
        Total total = new Total(slots);
        total.changedOn = unpacker.small();
        for (int i = 0; unpacker.hasMore(); i++) total.slots[i] = unpacker.signed();
        return total;
    }

    /** The day on which a stored sum last changed, without reading the rest. */
    public static int changedOn(byte[] bytes) {
        return open(bytes).small();
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }

    private static Unpacker open(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        int format = unpacker.raw();
        if (format != FORMAT) throw new IllegalStateException("a stored total has the unknown format " + format);
        return unpacker;
    }
}
