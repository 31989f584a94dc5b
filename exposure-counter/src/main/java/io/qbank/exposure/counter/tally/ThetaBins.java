package io.qbank.exposure.counter.tally;

import io.qbank.exposure.schemas.exposure.ThetaHistogram;
import java.util.ArrayList;
import java.util.List;

/** Where an ability falls in the histogram of a day: 32 bins of a quarter logit over [-4, 4], the outer two open. */
public final class ThetaBins {
    public static final int COUNT = 32;
    /** No ability was told. */
    public static final int NONE = -1;

    /** Lower end of the first bin and upper end of the last, logits. */
    public static final double LOW = -4;

    public static final double HIGH = 4;

    private ThetaBins() {}

    /** The bin of an ability, {@link #NONE} for NaN. */
    public static int of(double theta) {
        if (Double.isNaN(theta)) return NONE;
        int bin = (int) Math.floor((theta - LOW) / (HIGH - LOW) * COUNT);
        return Math.max(0, Math.min(COUNT - 1, bin));
    }

    /**
     * The histogram as it is published.
     *
     * @param slots holds the counts of the bins from low to high
     * @param first where they begin in slots
     */
    public static ThetaHistogram histogram(long[] slots, int first) {
        List<Long> counts = new ArrayList<>(COUNT);
        for (int bin = 0; bin < COUNT; bin++) counts.add(slots[first + bin]);
        return new ThetaHistogram(LOW, HIGH, counts);
    }
}
