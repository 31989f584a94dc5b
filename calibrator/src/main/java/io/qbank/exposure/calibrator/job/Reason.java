package io.qbank.exposure.calibrator.job;

/** Failures in words that rows and messages can carry. */
final class Reason {
    private static final int MOST = 1_000;

    private Reason() {}

    /** One line, printable, not longer than anybody reads. */
    static String of(Throwable failure) {
        String text = String.valueOf(failure);
        String cut = text.length() <= MOST ? text : text.substring(0, MOST) + "…";
        return "internal error: " + cut.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ");
    }
}
