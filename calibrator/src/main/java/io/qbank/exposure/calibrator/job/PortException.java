package io.qbank.exposure.calibrator.job;

/** The other side of a port did not do what it was asked: it is not there now, or it refuses. */
public class PortException extends RuntimeException {
    private final boolean lasting;

    /** @param lasting whether the same would be refused again, so that trying again is in vain */
    public PortException(String message, Throwable cause, boolean lasting) {
        super(message, cause);
        this.lasting = lasting;
    }

    /** Whether a failure will pass: the same may be done again later. Everything unforeseen is taken to be lasting. */
    static boolean passes(RuntimeException failure) {
        return failure instanceof PortException port && !port.lasting;
    }
}
