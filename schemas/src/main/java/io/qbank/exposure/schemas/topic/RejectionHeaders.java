package io.qbank.exposure.schemas.topic;

/** Headers beside the original bytes on a rejected topic. Values are UTF-8 text. */
public final class RejectionHeaders {
    /** Why, in words a person understands. */
    public static final String REASON = "reason";
    /** A word to count by: one of {@link RejectionKind#wire()}. */
    public static final String KIND = "kind";
    /** Where the record came from. */
    public static final String TOPIC = "topic";

    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    /** The original bytes are cut at this length. */
    public static final int MAX_BYTES = 64 * 1024;

    private RejectionHeaders() {}
}
