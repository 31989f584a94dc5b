package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import io.qbank.exposure.schemas.item.ItemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the counter keeps of an item. Immutable.
 *
 * @param k exposure control parameter
 * @param cap null where none was ever set
 * @param topicId content area, null where the bank has none
 * @param effectiveFrom when k or cap last changed, null where never
 * @param locked fixed by hand
 * @param exams exam codes it is published in, sorted
 */
public record ItemControl(
        double k,
        @Nullable Double cap,
        @Nullable Long topicId,
        @Nullable Instant effectiveFrom,
        boolean locked,
        List<String> exams) {
    private static final int FORMAT = 1;
    private static final int LOCKED = 1;
    private static final int CAP = 2;
    private static final int TOPIC = 4;
    private static final int EFFECTIVE = 8;

    public ItemControl {
        exams = List.copyOf(exams);
    }

    static ItemControl of(ItemState item) {
        return new ItemControl(item.k(), item.cap(), item.topicId(), item.effectiveFrom(), item.locked(), item.exams());
    }

    /** As it is stored. */
    public byte[] toBytes() {
        int flags = (locked ? LOCKED : 0)
                | (cap != null ? CAP : 0)
                | (topicId != null ? TOPIC : 0)
                | (effectiveFrom != null ? EFFECTIVE : 0);
        Packer packer = new Packer(48).raw(FORMAT).raw(flags).ordered(Double.doubleToRawLongBits(k));
        if (cap != null) packer.ordered(Double.doubleToRawLongBits(cap));
        if (topicId != null) packer.signed(topicId);
        if (effectiveFrom != null) packer.signed(effectiveFrom.getEpochSecond()).number(effectiveFrom.getNano());
        for (String exam : exams) packer.text(exam);
        return packer.toBytes();
    }

    /** Reads {@link #toBytes()}. */
    public static ItemControl parse(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        int format = unpacker.raw();
        if (format != FORMAT) throw new IllegalStateException("a stored item has the unknown format " + format);
        int flags = unpacker.raw();
        double k = Double.longBitsToDouble(unpacker.ordered());
        Double cap = (flags & CAP) == 0 ? null : (Double) Double.longBitsToDouble(unpacker.ordered());
        Long topic = (flags & TOPIC) == 0 ? null : (Long) unpacker.signed();
        Instant from = (flags & EFFECTIVE) == 0 ? null : Instant.ofEpochSecond(unpacker.signed(), unpacker.number());
        List<String> exams = new ArrayList<>();
        while (unpacker.hasMore()) exams.add(unpacker.text());
        return new ItemControl(k, cap, topic, from, (flags & LOCKED) != 0, exams);
    }
}
