package io.qbank.exposure.calibrator.engine;

/** What becomes of an item that was selected and not administered. */
public enum Rejection {
    /** It may be proposed again at the candidate's next position, as in v7. */
    RECONSIDER,
    /** It is out for this candidate. */
    BLOCK;

    /** The value in commands, flags and reports. */
    public String wire() {
        return Wire.of(this);
    }

    /**
     * Reads what {@link #wire} wrote.
     *
     * @throws IllegalArgumentException naming the allowed values and what was given
     */
    public static Rejection parse(String text) {
        return Wire.parse("rejection", values(), text);
    }
}
