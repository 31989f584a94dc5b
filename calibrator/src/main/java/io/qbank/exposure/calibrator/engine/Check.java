package io.qbank.exposure.calibrator.engine;

/** Refusals in one voice: field, what is allowed, what was given. Conditions are negated by callers so that NaN fails. */
final class Check {
    private static final int SHOWN = 80;

    private Check() {}

    /** @throws IllegalArgumentException if value is not within [low, high], or not a number */
    static void within(String field, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw refused(field, "in [" + text(low) + ", " + text(high) + "]", value);
        }
    }

    /** @throws IllegalArgumentException if value is not within (low, high], or not a number */
    static void above(String field, double value, double low, double high) {
        if (!(value > low && value <= high)) {
            throw refused(field, "in (" + text(low) + ", " + text(high) + "]", value);
        }
    }

    /** @throws IllegalArgumentException if value is less than least */
    static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw refused(field, "at least " + least, value);
        }
    }

    /** @throws IllegalArgumentException if value is not finite */
    static void finite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw refused(field, "a finite number", value);
        }
    }

    /** Text that somebody sent, quoted, cut and on one line. */
    static String shown(String given) {
        String head = given.length() <= SHOWN ? given : given.substring(0, SHOWN) + "…";
        StringBuilder line = new StringBuilder("\"");
        head.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .forEach(line::appendCodePoint);
        return line.append('"').toString();
    }

    static IllegalArgumentException refused(String field, String allowed, Object given) {
        return new IllegalArgumentException(field + " must be " + allowed + ", was " + given);
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
