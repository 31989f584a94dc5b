package io.qbank.exposure.command.http;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.qbank.exposure.command.Issuer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer over HTTP, which changes its keys and is sometimes away. */
class PublishedKeysIT {
    private static final JWTClaimsSet GOOD = Issuer.claims("tenant", "viewer").build();
    /** Keys are read again in a moment, so that the test need not wait. */
    private static final PublishedKeys.Times AT_ONCE =
            new PublishedKeys.Times(Duration.ofMillis(200), Duration.ZERO, Duration.ofMillis(1), Duration.ofHours(1));

    private final Issuer issuer = new Issuer();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void tokensInBothAlgorithmsAreTakenAndTheKeysReadOnce() {
        try (PublishedKeys keys = PublishedKeys.at(issuer.address())) {
            Tokens tokens = tokens(keys);

            for (int i = 0; i < 10; i++) {
                assertEquals(
                        "tester", tokens.caller("Bearer " + issuer.rs256(GOOD)).subject());
                assertEquals(
                        Set.of("viewer"),
                        tokens.caller("Bearer " + issuer.es256(GOOD)).roles());
            }

            assertEquals(1, issuer.asked.get());
        }
    }

    @Test
    void everyBadTokenIsRefused() {
        try (PublishedKeys keys = PublishedKeys.at(issuer.address())) {
            Tokens tokens = tokens(keys);

            BadTokens.of(issuer, "tenant").forEach((what, header) -> {
                ProblemException refused = assertThrows(ProblemException.class, () -> tokens.caller(header), what);
                assertEquals(401, refused.status(), what + ": " + refused.detail());
            });
        }
    }

    @Test
    void aKeyThatIsNewIsLookedForAndTheOldOneForgotten() {
        try (PublishedKeys keys = PublishedKeys.at(issuer.address())) {
            Tokens tokens = tokens(keys);
            String old = issuer.rs256(GOOD);
            tokens.caller("Bearer " + old);

            issuer.rotate();

            assertEquals("tester", tokens.caller("Bearer " + issuer.rs256(GOOD)).subject());
            assertEquals(401, refusal(tokens, old).status());
        }
    }

    @Test
    void unknownKeysDoNotMakeUsAskTheIssuerEachTime() {
        try (PublishedKeys keys = PublishedKeys.at(issuer.address())) {
            Tokens tokens = tokens(keys);

            String foreign = Issuer.foreign(GOOD);

            for (int i = 0; i < 50; i++)
                assertEquals(401, refusal(tokens, foreign).status());

            assertTrue(issuer.asked.get() <= 3, () -> "asked " + issuer.asked + " times");
            assertEquals("tester", tokens.caller("Bearer " + issuer.rs256(GOOD)).subject());
        }
    }

    @Test
    void whileTheIssuerIsAwayTheLastKeysStand() {
        try (PublishedKeys keys = PublishedKeys.at(issuer.address(), AT_ONCE)) {
            Tokens tokens = tokens(keys);
            String token = issuer.rs256(GOOD);
            tokens.caller("Bearer " + token);
            int before = issuer.asked.get();

            issuer.away = true;

            eventually(Duration.ofMinutes(1), "it was asked in vain", () -> {
                assertEquals("tester", tokens.caller("Bearer " + token).subject());
                return issuer.asked.get() > before;
            });
            assertEquals("tester", tokens.caller("Bearer " + token).subject());
        }
    }

    @Test
    void withoutTheIssuerItStartsAndAnswersLater() {
        issuer.away = true;
        try (PublishedKeys keys = PublishedKeys.at(issuer.address(), AT_ONCE)) {
            Tokens tokens = tokens(keys);
            ProblemException later = refusal(tokens, issuer.rs256(GOOD));
            assertEquals(503, later.status());
            assertEquals("5", later.headers().get("Retry-After"));

            issuer.away = false;

            eventually(
                    Duration.ofMinutes(1),
                    "tokens are taken",
                    () -> tokens.caller("Bearer " + issuer.rs256(GOOD))
                            .subject()
                            .equals("tester"));
        }
    }

    @Test
    void keysMayLieInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.keys());

        try (PublishedKeys keys = PublishedKeys.at(file.toUri())) {
            assertEquals(
                    "tester",
                    tokens(keys).caller("Bearer " + issuer.es256(GOOD)).subject());
        }
        assertEquals(0, issuer.asked.get());
    }

    @Test
    void whatAnswersWithoutKeysIsAnIssuerThatIsAway(@TempDir Path folder) throws Exception {
        URI nonsense = Files.writeString(folder.resolve("keys.json"), "<html>").toUri();

        try (PublishedKeys keys = PublishedKeys.at(nonsense)) {
            assertEquals(503, refusal(tokens(keys), issuer.rs256(GOOD)).status());
        }
    }

    private static ProblemException refusal(Tokens tokens, String token) {
        return assertThrows(ProblemException.class, () -> tokens.caller("Bearer " + token));
    }

    private static Tokens tokens(Signatures keys) {
        return new Tokens(
                keys,
                new TokenRules("tenant", Optional.of(Issuer.NAME), Optional.of(Issuer.AUDIENCE)),
                Clock.systemUTC());
    }
}
