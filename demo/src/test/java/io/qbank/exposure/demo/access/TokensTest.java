package io.qbank.exposure.demo.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant END = Instant.parse("2026-11-02T09:00:00Z");

    @Test
    void aTokenCarriesTheClaimsTheApiAsksFor() throws Exception {
        SignedJWT token = SignedJWT.parse(Tokens.token(SECRET, "ann", "viewer", "tenant-1", END));

        assertTrue(token.verify(new MACVerifier(SECRET.getBytes(StandardCharsets.UTF_8))));
        assertEquals("ann", token.getJWTClaimsSet().getSubject());
        assertEquals(List.of("viewer"), token.getJWTClaimsSet().getStringListClaim("roles"));
        assertEquals("tenant-1", token.getJWTClaimsSet().getStringClaim("tenant_id"));
        assertEquals(END, token.getJWTClaimsSet().getExpirationTime().toInstant());
    }

    @Test
    void aShortSecretIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Tokens.token("short", "ann", "viewer", "tenant-1", END));

        assertEquals("APP_SECRET must have at least 32 bytes, had 5", refused.getMessage());
    }
}
