package io.qbank.exposure.calibrator.engine.report;

import java.util.Locale;

/** Whether the k that a run found hold the caps. */
public enum Verdict {
    /** On fresh draws no item is over its cap beyond noise. */
    CONVERGED,
    /** At least one item is. */
    NOT_CONVERGED,
    /** None is, but the verification was too small to see an excess of a tenth of the cap, or was switched off. */
    INCONCLUSIVE,
    /** No k can hold these caps: together they allow fewer items than a test has. */
    INFEASIBLE;

    /** The value in reports. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
