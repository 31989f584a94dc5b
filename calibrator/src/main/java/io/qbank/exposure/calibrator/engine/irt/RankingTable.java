package io.qbank.exposure.calibrator.engine.irt;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The ranking of a bank by information, prepared for abilities within [-8, 8), so that a candidate's best items are read off instead
 * of sorted out. It does not depend on the control parameters: built once a run, bin by bin as candidates come. Shared by all
 * threads: which of two finishes a bin first does not matter, since both find the same. Bounded: a large pool of which candidates
 * walk nearly all, or whose items are all alike, would otherwise fill any heap.
 */
public final class RankingTable {
    private static final int RANGE = 8;
    private static final int COARSE_PER_UNIT = 8;
    private static final int FINE_PER_UNIT = 2048;
    /** Places of all bins together, four bytes each. */
    private static final long MOST_PLACES = 64_000_000;

    final ItemBank bank;
    final InformationBounds information;
    private final long most;
    private final AtomicLong places = new AtomicLong();
    private final AtomicReferenceArray<CoarseBin> coarse = new AtomicReferenceArray<>(2 * RANGE * COARSE_PER_UNIT);
    private final AtomicReferenceArray<FineBin> fine = new AtomicReferenceArray<>(2 * RANGE * FINE_PER_UNIT);

    public RankingTable(ItemBank bank) {
        this(bank, MOST_PLACES);
    }

    /** @param most places that bins may take, all together; the last one to be built may go beyond */
    RankingTable(ItemBank bank, long most) {
        this.bank = bank;
        this.most = most;
        information = new InformationBounds(bank);
    }

    /** Whether there is a bin for this ability; just below 8, where theta + 8 rounds to 16, there is none. */
    static boolean covers(double theta) {
        return theta >= -RANGE && theta + RANGE < 2 * RANGE;
    }

    /** The fine bin of a covered ability. */
    static int binOf(double theta) {
        return (int) ((theta + RANGE) * FINE_PER_UNIT);
    }

    /** The bin, looked into at least as deep as asked, or to the pool's end; null where there is no room for it. */
    @Nullable
    FineBin bin(int index, int depth, FineBinBuilder builder) {
        FineBin bin = fine.getAcquire(index);
        if (bin == null || (bin.depth < depth && bin.depth < bank.size())) {
            if (places.get() >= most) {
                return null;
            }
            int before = bin == null ? 0 : bin.codes.length;
            double left = index / (double) FINE_PER_UNIT - RANGE;
            double right = (index + 1) / (double) FINE_PER_UNIT - RANGE;
            CoarseBin around = coarse(index / (FINE_PER_UNIT / COARSE_PER_UNIT));
            bin = builder.build(around, left, right, Math.min(depth, bank.size()));
            fine.setRelease(index, bin);
            places.addAndGet(bin.codes.length - before);
        }
        return bin;
    }

    private CoarseBin coarse(int index) {
        CoarseBin bin = coarse.getAcquire(index);
        if (bin == null) {
            double left = index / (double) COARSE_PER_UNIT - RANGE;
            double right = (index + 1) / (double) COARSE_PER_UNIT - RANGE;
            bin = new CoarseBin(information, bank.size(), left, right);
            coarse.setRelease(index, bin);
        }
        return bin;
    }
}
