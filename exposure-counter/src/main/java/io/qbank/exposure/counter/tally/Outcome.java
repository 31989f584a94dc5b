package io.qbank.exposure.counter.tally;

import io.qbank.exposure.schemas.topic.RejectionKind;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a record. The codes are stored: never give one another meaning. */
public enum Outcome {
    COUNTED(0),
    DUPLICATE(1),
    LATE(2),
    FUTURE(3),
    IGNORED(4),
    NOT_JSON(5, RejectionKind.NOT_JSON),
    TOO_LARGE(6, RejectionKind.TOO_LARGE),
    NOT_AN_OBJECT(7, RejectionKind.NOT_AN_OBJECT),
    UNKNOWN_TYPE(8, RejectionKind.UNKNOWN_TYPE),
    MISSING_FIELD(9, RejectionKind.MISSING_FIELD),
    WRONG_TYPE(10, RejectionKind.WRONG_TYPE),
    OUT_OF_RANGE(11, RejectionKind.OUT_OF_RANGE),
    WRONG_KEY(12, RejectionKind.WRONG_KEY);

    /** Room for codes: one above the highest. */
    public static final int CODES = 13;

    private static final Outcome[] BY_CODE = new Outcome[CODES];
    private static final Map<RejectionKind, Outcome> BY_KIND = new EnumMap<>(RejectionKind.class);

    static {
        for (Outcome outcome : values()) {
            BY_CODE[outcome.code] = outcome;
            if (outcome.kind != null) BY_KIND.put(outcome.kind, outcome);
        }
    }

    private final int code;
    private final @Nullable RejectionKind kind;

    Outcome(int code) {
        this(code, null);
    }

    Outcome(int code, @Nullable RejectionKind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** The outcome of a rejection. */
    public static Outcome of(RejectionKind kind) {
        Outcome outcome = BY_KIND.get(kind);
        if (outcome == null) throw new IllegalArgumentException("no outcome counts " + kind);
        return outcome;
    }

    /** The outcome a stored code means. */
    public static Outcome of(int code) {
        return BY_CODE[code];
    }

    /** As it is stored, in [0, {@link #CODES}). */
    public int code() {
        return code;
    }

    /** Why it was rejected, null when it was not. */
    public @Nullable RejectionKind kind() {
        return kind;
    }
}
