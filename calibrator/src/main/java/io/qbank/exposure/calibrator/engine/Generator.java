package io.qbank.exposure.calibrator.engine;

/** Where the random numbers come from. */
public enum Generator {
    /** One xoroshiro128++ a block of candidates: the same result for any number of threads. */
    DEFAULT,
    /** CPython's random module, draw for draw, to check a migration from v7. */
    PYTHON;

    /** The value in commands, flags and reports. */
    public String wire() {
        return Wire.of(this);
    }

    /**
     * Reads what {@link #wire} wrote.
     *
     * @throws IllegalArgumentException naming the allowed values and what was given
     */
    public static Generator parse(String text) {
        return Wire.parse("rng", values(), text);
    }
}
