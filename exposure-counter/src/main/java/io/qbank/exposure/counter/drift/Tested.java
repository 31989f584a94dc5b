package io.qbank.exposure.counter.drift;

import io.qbank.exposure.counter.tally.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One item of an exam at the close of a day.
 *
 * @param cap that holds now, (0, 1]
 * @param epoch since when
 * @param evidence up to and with the day; of the epoch, or of an earlier one while this one has no day yet
 * @param alerted whether it was named in an alert in this epoch
 */
public record Tested(Item item, double cap, Instant epoch, ItemEvidence evidence, boolean alerted) {
    /** Natural logarithm of E in this epoch; 0 before its first day. */
    public double lnE() {
        return evidence.of(epoch) ? evidence.process().lnE() : 0;
    }

    /** The items whose exposure has left the cap (e-BH at level alpha over all of them), largest E first. */
    public static List<Tested> drifted(List<Tested> items, double alpha) {
        double[] lnE = items.stream().mapToDouble(Tested::lnE).toArray();
        List<Tested> drifted = new ArrayList<>();
        for (int i : EBenjaminiHochberg.rejected(lnE, alpha)) drifted.add(items.get(i));
        return drifted;
    }
}
