package io.qbank.exposure.command.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.util.Set;

/** Who may sign tokens, and how. The algorithms are ours: what the token says decides nothing. Thread-safe. */
public interface Signatures extends AutoCloseable {
    /** The only algorithms that are looked at. */
    Set<JWSAlgorithm> algorithms();

    /**
     * Whether a token of one of the algorithms is signed by who may.
     *
     * @throws JOSEException if its header cannot be understood
     * @throws KeysUnavailableException if the keys cannot be had now
     */
    boolean verify(SignedJWT token) throws JOSEException;

    @Override
    default void close() {}

    /** It cannot be told now who signed: nobody's fault who asks. */
    final class KeysUnavailableException extends RuntimeException {
        KeysUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * HS256 with a shared secret.
     *
     * @param secret at least 32 bytes
     */
    static Signatures of(byte[] secret) {
        try {
            MACVerifier verifier = new MACVerifier(secret);
            return new Signatures() {
                @Override
                public Set<JWSAlgorithm> algorithms() {
                    return Set.of(JWSAlgorithm.HS256);
                }

                @Override
                public boolean verify(SignedJWT token) throws JOSEException {
                    return token.verify(verifier);
                }
            };
        } catch (JOSEException weak) {
            throw new IllegalArgumentException("the secret must have at least 32 bytes", weak);
        }
    }
}
