package io.qbank.exposure.counter.drift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of automatic runs: version 5 (RFC 9562), so that the same alert names the same run, however often it is raised. */
public final class JobIds {
    private static final UUID NAMESPACE = UUID.fromString("3d1f8f0e-6a0c-5a55-9d3b-57f1f1f0c7a4");

    private JobIds() {}

    /** The id that follows from these words, in this order; no word may hold a line feed. */
    public static String of(String... words) {
        byte[] name = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .put(name)
                .array();
        ByteBuffer hash = ByteBuffer.wrap(sha1(all));
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
