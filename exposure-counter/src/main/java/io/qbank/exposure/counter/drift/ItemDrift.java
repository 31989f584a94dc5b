package io.qbank.exposure.counter.drift;

import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of an item's test.
 *
 * @param settled evidence up to the window of {@link ExamDrift}
 * @param alertedIn the epoch of the item in which it was last named in an alert; null for never
 * @param asOf the day on which it was last stored, UTC days since 1970
 */
public record ItemDrift(ItemEvidence settled, @Nullable Instant alertedIn, int asOf) {
    /** An item that was not tested yet. */
    public static final ItemDrift NEW = new ItemDrift(ItemEvidence.NONE, null, 0);

    private static final int FORMAT = 1;

    /** As it is stored. */
    public byte[] toBytes() {
        EProcess process = settled.process();
        Packer packer = new Packer(112).raw(FORMAT).number(asOf);
        Moments.write(packer, settled.epoch());
        packer.number(settled.exposures()).number(settled.sessions()).number(process.days());
        for (double lnA : process.lnA()) packer.ordered(Double.doubleToLongBits(lnA));
        Moments.write(packer, alertedIn);
        return packer.toBytes();
    }

    /** Reads {@link #toBytes()}. */
    public static ItemDrift parse(byte[] bytes) {
        Unpacker in = open(bytes);
        int asOf = in.small();
        Instant epoch = Moments.required(in);
        long exposures = in.number();
        long sessions = in.number();
        int days = in.small();
        double[] lnA = new double[EProcess.multipliers().length];
        for (int g = 0; g < lnA.length; g++) lnA[g] = Double.longBitsToDouble(in.ordered());
        ItemEvidence settled = new ItemEvidence(epoch, EProcess.of(days, lnA), exposures, sessions);
        return new ItemDrift(settled, Moments.read(in), asOf);
    }

    /** The day on which a stored item was last stored, without reading the rest. */
    public static int asOf(byte[] bytes) {
        return open(bytes).small();
    }

    private static Unpacker open(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int format = in.raw();
        if (format != FORMAT) throw new IllegalStateException("a stored item's test has the unknown format " + format);
        return in;
    }
}
