package io.qbank.exposure.command;

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

/** Tokens as an issuer would make them. */
public final class TestTokens {
    public static final String SECRET = "0123456789abcdef0123456789abcdef-tests";

    private TestTokens() {}

    /** A good token of an hour. */
    public static String of(String tenantId, String... roles) {
        return signed(claims(tenantId, roles).build(), SECRET, JWSAlgorithm.HS256);
    }

    /** Good claims, to spoil. */
    public static JWTClaimsSet.Builder claims(String tenantId, String... roles) {
        return new JWTClaimsSet.Builder()
                .subject("tester")
                .claim("roles", List.of(roles))
                .claim("tenant_id", tenantId)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    }

    public static String signed(JWTClaimsSet claims, String secret, JWSAlgorithm algorithm) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
