package io.qbank.exposure.command.serve;

import io.qbank.exposure.command.view.ItemId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A number in [0, 1) that follows from a secret, a session and an item: nobody without the secret can tell it beforehand,
 * every instance with it draws the same. The first 53 bits of HMAC-SHA256, under a key derived for this use alone.
 * Thread-safe.
 */
public final class SessionDraw {
    private static final String ALGORITHM = "HmacSHA256";
    private static final double UNIT = 0x1p-53;

    private final ThreadLocal<Mac> macs;

    public SessionDraw(byte[] secret) {
        byte[] derived = mac(secret).doFinal("qbank exposure, can_serve, v1".getBytes(StandardCharsets.UTF_8));
        macs = ThreadLocal.withInitial(() -> mac(derived));
    }

    /** The number of a session and an item. */
    public double uniform(String sessionId, ItemId item) {
        Mac mac = macs.get();
        mac.update(sessionId.getBytes(StandardCharsets.UTF_8));
        mac.update(ByteBuffer.allocate(12) // of fixed length behind the session: no two pairs give the same bytes
                .putLong(item.questionId())
                .putInt(item.version())
                .flip());
        return (ByteBuffer.wrap(mac.doFinal()).getLong() >>> 11) * UNIT;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
