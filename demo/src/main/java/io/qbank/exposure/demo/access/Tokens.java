package io.qbank.exposure.demo.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Bearer tokens as the command API takes them: HS256 with the claims sub, roles, tenant_id and exp. */
public final class Tokens {
    private static final int LEAST_BYTES = 32;

    private Tokens() {}

    /**
     * A token, signed.
     *
     * @throws IllegalArgumentException if the secret has less than 32 bytes
     */
    public static String token(String secret, String subject, String role, String tenantId, Instant expires) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        if (key.length < LEAST_BYTES)
            throw new IllegalArgumentException(
                    "APP_SECRET must have at least " + LEAST_BYTES + " bytes, had " + key.length);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .claim("roles", List.of(role))
                        .claim("tenant_id", tenantId)
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("cannot sign with HS256", impossible);
        }
        return token.serialize();
    }
}
