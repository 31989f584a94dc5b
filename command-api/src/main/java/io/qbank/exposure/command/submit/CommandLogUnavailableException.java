package io.qbank.exposure.command.submit;

import org.jspecify.annotations.Nullable;

/** The command may or may not have been accepted; asking again with the same ids is safe. */
public final class CommandLogUnavailableException extends RuntimeException {
    public CommandLogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
