package io.qbank.exposure.counter.stream;

import org.jspecify.annotations.Nullable;

/** What leaves the counting step, as it goes onto its topic. */
public abstract sealed class Flow {
    private final byte @Nullable [] bytes;

    private Flow(byte @Nullable [] bytes) {
        this.bytes = bytes;
    }

    /** Not copied; null where a record without a value came. */
    public final byte @Nullable [] bytes() {
        return bytes;
    }

    /** A record that could not be counted, as it came; the reason is in the headers. */
    public static final class Rejected extends Flow {
        Rejected(byte @Nullable [] bytes) {
            super(bytes);
        }
    }

    /** What was counted since the last flush, for the totals of one exam. */
    public static final class Counted extends Flow {
        Counted(byte[] bytes) {
            super(bytes);
        }
    }
}
