package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
    private final Tokens tokens = new Tokens(
            Signatures.of(TestTokens.SECRET.getBytes(StandardCharsets.UTF_8)),
            TokenRules.of("tenant"),
            Clock.systemUTC());

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

    @Test
    void aSecretOfLessThan32BytesSignsNothing() {
        assertThrows(IllegalArgumentException.class, () -> Signatures.of(new byte[31]));
    }

    static Stream<Arguments> badTokens() {
        return Stream.concat(
                Stream.of(Arguments.of("no header", null)),
                BadTokens.ofTheSecret("tenant").entrySet().stream()
                        .map(bad -> Arguments.of(bad.getKey(), bad.getValue())));
    }
}
