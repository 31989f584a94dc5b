package io.qbank.exposure.calibrator.job;

/** How a claim stands. */
public enum Standing {
    /** It holds: go on. */
    HELD,
    /** It holds, and somebody wants the run stopped. */
    CANCELLED,
    /** Somebody else has the run, or it has ended: write nothing. */
    LOST
}
