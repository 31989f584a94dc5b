package io.qbank.exposure.demo.story;

import org.jspecify.annotations.Nullable;

/** A link of the chain did not hold. The message says which, what was expected and what was found. */
public final class BrokenChainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenChainException(String message) {
        this(message, null);
    }

    BrokenChainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
