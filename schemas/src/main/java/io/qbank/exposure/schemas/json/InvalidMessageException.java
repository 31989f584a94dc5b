package io.qbank.exposure.schemas.json;

import io.qbank.exposure.schemas.topic.RejectionKind;
import org.jspecify.annotations.Nullable;

/** A message or request that breaks its contract; the text names the field, what is allowed and what was given. */
public final class InvalidMessageException extends IllegalArgumentException {
    private final RejectionKind kind;
    private final @Nullable String field;

    /**
     * A value that is not allowed.
     *
     * @param field the field in wire spelling, or null when the message as a whole is wrong
     * @param message what is allowed and what was given
     */
    public InvalidMessageException(@Nullable String field, String message) {
        this(RejectionKind.OUT_OF_RANGE, field, message);
    }

    /** The same for another kind of breach. */
    public InvalidMessageException(RejectionKind kind, @Nullable String field, String message) {
        super(message);
        this.kind = kind;
        this.field = field;
    }

    /** What is wrong, in a word to count by. */
    public RejectionKind kind() {
        return kind;
    }

    /** The field in wire spelling ({@code test_len}), or null when the message as a whole is wrong. */
    public @Nullable String field() {
        return field;
    }

    /** The same breach, seen from the message that holds the record at this path; empty: the message is the record. */
    InvalidMessageException within(String path) {
        if (path.isEmpty()) return this;
        String inner = field == null ? path : path + '.' + field;
        String text = String.valueOf(getMessage());
        return new InvalidMessageException(
                kind, inner, field != null && text.startsWith(field) ? path + '.' + text : inner + ": " + text);
    }
}
