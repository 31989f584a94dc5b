package io.qbank.exposure.calibrator.cli;

/** The world is in the way: a database out of reach, a file that cannot be written. The message is for the person at the terminal. */
public final class CannotException extends RuntimeException {
    public CannotException(String message) {
        super(message);
    }

    public CannotException(String message, Throwable cause) {
        super(message, cause);
    }
}
