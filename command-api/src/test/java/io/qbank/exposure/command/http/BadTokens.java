package io.qbank.exposure.command.http;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.qbank.exposure.command.Issuer;
import io.qbank.exposure.command.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Every way a token can be wrong: what it is, and the Authorization header. */
final class BadTokens {
    private static final String LONG_SECRET = TestTokens.SECRET + TestTokens.SECRET;
    private static final String NO_ALGORITHM = "eyJhbGciOiJub25lIn0.";

    private BadTokens() {}

    /** Where the shared secret signs. */
    static Map<String, String> ofTheSecret(String tenant) {
        Function<JWTClaimsSet, String> sign = claims -> secret(claims, TestTokens.SECRET, JWSAlgorithm.HS256);
        JWTClaimsSet good =
                TestTokens.claims(tenant, "admin", "viewer", "delivery").build();
        Map<String, String> bad = of(sign, TestTokens.claims(tenant, "admin"), good);
        bad.put("another algorithm", secret(good, LONG_SECRET, JWSAlgorithm.HS512));
        bad.put("another secret", secret(good, LONG_SECRET, JWSAlgorithm.HS256));
        bad.put("a key of the sender's own", Issuer.foreign(good));
        return headers(bad);
    }

    /** Where an issuer signs with the private part of what it publishes. */
    static Map<String, String> of(Issuer issuer, String tenant) {
        JWTClaimsSet good = Issuer.claims(tenant, "admin", "viewer", "delivery").build();
        Map<String, String> bad = of(issuer::rs256, Issuer.claims(tenant, "admin"), good);
        bad.put("HS256 with the public key for a secret", issuer.confused(good));
        bad.put("HS256 with the shared secret", secret(good, TestTokens.SECRET, JWSAlgorithm.HS256));
        bad.put("an algorithm that is not asked for", issuer.signed(JWSAlgorithm.PS256, good));
        bad.put("another's key under the issuer's name for it", issuer.forged(good));
        bad.put("a key of the sender's own", Issuer.foreign(good));
        bad.put("another issuer", issuer.rs256(edit(good, c -> c.issuer("https://else.example.org"))));
        bad.put("no issuer", issuer.rs256(edit(good, c -> c.issuer(null))));
        bad.put("another audience", issuer.rs256(edit(good, c -> c.audience(List.of("other", "another")))));
        bad.put("no audience", issuer.es256(edit(good, c -> c.audience((String) null))));
        return headers(bad);
    }

    private static Map<String, String> of(
            Function<JWTClaimsSet, String> sign, JWTClaimsSet.Builder someone, JWTClaimsSet good) {
        String[] parts = sign.apply(good).split("\\.", -1);
        String[] others = sign.apply(someone.subject("somebody else").build()).split("\\.", -1);
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("no token", "");
        bad.put("no JWT", "nonsense");
        bad.put("two parts", parts[0] + '.' + parts[1]);
        bad.put("expired", sign.apply(edit(good, c -> c.expirationTime(ago(1)))));
        bad.put("not yet valid", sign.apply(edit(good, c -> c.notBeforeTime(ago(-3_600)))));
        bad.put("alg none", new PlainJWT(good).serialize());
        bad.put("alg none, signature kept", NO_ALGORITHM + parts[1] + '.' + parts[2]);
        bad.put("tampered claims", parts[0] + '.' + parts[1].substring(1) + "x." + parts[2]);
        bad.put("another's claims", parts[0] + '.' + others[1] + '.' + parts[2]);
        bad.put("signature cut", parts[0] + '.' + parts[1] + '.');
        bad.put("too long", parts[0] + '.' + parts[1] + '.' + parts[2] + "x".repeat(9_000));
        bad.put("no subject", sign.apply(edit(good, c -> c.subject(null))));
        bad.put("a subject with a line break", sign.apply(edit(good, c -> c.subject("a\nb"))));
        bad.put("no roles", sign.apply(edit(good, c -> c.claim("roles", null))));
        bad.put("roles that are no list", sign.apply(edit(good, c -> c.claim("roles", "admin"))));
        return bad;
    }

    private static Map<String, String> headers(Map<String, String> bad) {
        bad.replaceAll((what, token) -> "Bearer " + token);
        bad.put("another scheme", "Basic dXNlcjpwYXNz");
        return bad;
    }

    private static String secret(JWTClaimsSet claims, String secret, JWSAlgorithm algorithm) {
        return TestTokens.signed(claims, secret, algorithm);
    }

    private static JWTClaimsSet edit(JWTClaimsSet good, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        return spoil.apply(new JWTClaimsSet.Builder(good)).build();
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }
}
