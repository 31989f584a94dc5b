package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.qbank.exposure.command.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
    private static final String LONG_SECRET = TestTokens.SECRET + TestTokens.SECRET;
    private final Tokens tokens =
            new Tokens(TestTokens.SECRET.getBytes(StandardCharsets.UTF_8), "tenant", Clock.systemUTC());

    @Test
    void aGoodTokenTellsWhoAndInWhichRoles() {
        Caller caller = tokens.caller("bearer " + TestTokens.of("tenant", "viewer", "delivery"));

        assertEquals("tester", caller.subject());
        assertEquals(Set.of("viewer", "delivery"), caller.roles());
        assertTrue(caller.until().isAfter(Instant.now()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aTokenThatIsNotGoodIsRefused(String what, String header) {
        ProblemException refused = assertThrows(ProblemException.class, () -> tokens.caller(header));

        assertEquals(401, refused.status(), what);
        assertTrue(refused.headers().containsKey("WWW-Authenticate"));
    }

    @Test
    void aTokenOfAnotherTenantIsForbidden() {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> tokens.caller("Bearer " + TestTokens.of("other", "admin")));

        assertEquals(403, refused.status());
    }

    static Stream<Arguments> badTokens() {
        String good = TestTokens.of("tenant", "admin");
        String[] parts = good.split("\\.", -1);
        return Stream.of(
                Arguments.of("no header", null),
                Arguments.of("another scheme", "Basic dXNlcjpwYXNz"),
                Arguments.of("no token", "Bearer "),
                Arguments.of("no JWT", "Bearer nonsense"),
                Arguments.of("expired", with(claims -> claims.expirationTime(ago(1)))),
                Arguments.of("not yet valid", with(claims -> claims.notBeforeTime(ago(-60)))),
                Arguments.of(
                        "alg none",
                        "Bearer "
                                + new PlainJWT(TestTokens.claims("tenant", "admin")
                                                .build())
                                        .serialize()),
                Arguments.of("alg none, signature kept", "Bearer eyJhbGciOiJub25lIn0." + parts[1] + "." + parts[2]),
                Arguments.of("another algorithm", signed(LONG_SECRET, JWSAlgorithm.HS512)),
                Arguments.of("another secret", signed(LONG_SECRET, JWSAlgorithm.HS256)),
                Arguments.of("tampered claims", "Bearer " + parts[0] + "." + parts[1].substring(1) + "x." + parts[2]),
                Arguments.of("signature cut", "Bearer " + parts[0] + "." + parts[1] + "."),
                Arguments.of("too long", "Bearer " + good + "x".repeat(10_000)),
                Arguments.of("no subject", with(claims -> claims.subject(null))),
                Arguments.of("a subject with a line break", with(claims -> claims.subject("a\nb"))),
                Arguments.of("no roles", with(claims -> claims.claim("roles", null))),
                Arguments.of("roles that are no list", with(claims -> claims.claim("roles", "admin"))));
    }

    private static String with(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        return "Bearer "
                + TestTokens.signed(
                        spoil.apply(TestTokens.claims("tenant", "admin")).build(),
                        TestTokens.SECRET,
                        JWSAlgorithm.HS256);
    }

    private static String signed(String secret, JWSAlgorithm algorithm) {
        return "Bearer "
                + TestTokens.signed(TestTokens.claims("tenant", "admin").build(), secret, algorithm);
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }
}
