package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.simulation.Tally;
import java.util.function.IntToDoubleFunction;

/** How often each item was administered and proposed in an iteration. Not changed after construction. */
final class Counts {
    private final long[] administered;
    private final long[] proposed;

    private Counts(int items) {
        administered = new long[items];
        proposed = new long[items];
    }

    static Counts of(Tally tally) {
        Counts counts = new Counts(tally.items());
        for (int i = 0; i < counts.administered.length; i++) {
            counts.administered[i] = tally.administered(i);
            counts.proposed[i] = tally.proposed(i);
        }
        return counts;
    }

    /** What n candidates would count on average, to the nearest integer. */
    static Counts expected(int items, int n, IntToDoubleFunction administered, IntToDoubleFunction proposed) {
        Counts counts = new Counts(items);
        for (int i = 0; i < items; i++) {
            counts.administered[i] = Math.round(n * administered.applyAsDouble(i));
            counts.proposed[i] = Math.round(n * proposed.applyAsDouble(i));
        }
        return counts;
    }

    long administered(int item) {
        return administered[item];
    }

    long proposed(int item) {
        return proposed[item];
    }
}
