package io.qbank.exposure.devkit;

/** Somebody else listens where we were asked to. The message names the port and the way out. */
public final class PortInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private final int port;

    PortInUseException(String who, int port) {
        super(who + " cannot listen on 127.0.0.1:" + port
                + ": the port is in use. Stop the program that has it, or choose another port (0 takes a free one)");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
