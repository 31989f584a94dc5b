package io.qbank.exposure.calibrator.engine;

/** The ability at which the simulated test selects its items. */
public enum Ability {
    /** The candidate's true ability. */
    TRUE,
    /** The posterior mean given the simulated responses so far, as a live test does. */
    EAP;

    /** The value in commands, flags and reports. */
    public String wire() {
        return Wire.of(this);
    }

    /**
     * Reads what {@link #wire} wrote.
     *
     * @throws IllegalArgumentException naming the allowed values and what was given
     */
    public static Ability parse(String text) {
        return Wire.parse("ability", values(), text);
    }
}
