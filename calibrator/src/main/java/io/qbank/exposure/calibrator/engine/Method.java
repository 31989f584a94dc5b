package io.qbank.exposure.calibrator.engine;

/** How k is found. */
public enum Method {
    /** v7's: simulate, then k times (cap / rate) to the power alpha. */
    DAMPED,
    /** Simulate, then k = cap / P(selected) where an item is selected more often than its cap. */
    SYMPSON_HETTER,
    /** The same update on the expectation over a grid of abilities: no noise. */
    EXACT;

    /** The value in commands, flags and reports. */
    public String wire() {
        return Wire.of(this);
    }

    /**
     * Reads what {@link #wire} wrote.
     *
     * @throws IllegalArgumentException naming the allowed values and what was given
     */
    public static Method parse(String text) {
        return Wire.parse("method", values(), text);
    }
}
