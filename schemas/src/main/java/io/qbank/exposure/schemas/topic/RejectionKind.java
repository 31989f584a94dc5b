package io.qbank.exposure.schemas.topic;

import java.util.Locale;

/** Why a record was rejected, in one word to count by. The words are a contract: {@link RejectionHeaders#KIND}, exposure.outcomes. */
public enum RejectionKind {
    /** The bytes are not one JSON value in UTF-8, or a field is given twice. */
    NOT_JSON,
    /** Longer, or nested deeper, than is read. */
    TOO_LARGE,
    /** JSON, but no object. */
    NOT_AN_OBJECT,
    /** A {@code type} that the contract does not know. On events.qbank such records are skipped, not rejected. */
    UNKNOWN_TYPE,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** Text where a number is required, and the like. */
    WRONG_TYPE,
    /** The right type, but a value that is not allowed: below, above, malformed, not one of a list. */
    OUT_OF_RANGE,
    /** The record's key is not the field that the topic is keyed by, so that it may lie in the wrong partition. */
    WRONG_KEY;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As headers and outcomes spell it. */
    public String wire() {
        return wire;
    }
}
