package io.qbank.exposure.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.http.WebRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSettingsTest {
    @Test
    void byDefaultTheSecretSignsAndNoOtherOriginMayAsk() {
        WebSettings settings = WebSettings.from(Map.of());

        assertEquals(Optional.empty(), settings.keys());
        assertEquals(Optional.empty(), settings.tokens("t").issuer());
        assertEquals(WebRules.local(60), settings.rules());
    }

    @Test
    void everythingCanBeGiven() {
        WebSettings settings = WebSettings.from(Map.of(
                "JWKS_URL", "https://issuer.example.org/keys",
                "JWT_ISSUER", "https://issuer.example.org",
                "JWT_AUDIENCE", "qbank",
                "CORS_ORIGINS", "https://a.example.org, http://localhost:3000",
                "START_LIMIT_PER_MINUTE", "5",
                "HTTP_BEHIND_TLS", "true",
                "HTTP_RECEIVE_SECONDS", "7",
                "OIDC_ISSUER", "https://issuer.example.org",
                "OIDC_CLIENT_ID", "console"));

        assertEquals(Optional.of(URI.create("https://issuer.example.org/keys")), settings.keys());
        assertEquals(Optional.of("https://issuer.example.org"), settings.issuer());
        assertEquals(Optional.of("qbank"), settings.audience());
        assertEquals(
                new WebRules(
                        List.of("https://a.example.org", "http://localhost:3000"),
                        5,
                        true,
                        Duration.ofSeconds(7),
                        Optional.of(new WebRules.SignIn("https://issuer.example.org", "console"))),
                settings.rules());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JWKS_URL               | ftp://issuer/keys               | an https, http or file address
            JWKS_URL               | issuer.example.org              | an https, http or file address
            JWKS_URL               | https:///keys                   | an https, http or file address
            CORS_ORIGINS           | *                               | no *
            CORS_ORIGINS           | https://*.example.org           | no *
            CORS_ORIGINS           | https://a.example.org/          | no path
            CORS_ORIGINS           | https://a.example.org/admin     | no path
            CORS_ORIGINS           | https://A.example.org           | origins such as
            CORS_ORIGINS           | https://a.example.org:443       | origins such as
            CORS_ORIGINS           | a.example.org                   | origins such as
            CORS_ORIGINS           | null                            | origins such as
            CORS_ORIGINS           | https://me:pw@a.example.org     | origins such as
            START_LIMIT_PER_MINUTE | 0                               | in [1, 100000]
            HTTP_RECEIVE_SECONDS   | 0                               | in [1, 3600]
            HTTP_BEHIND_TLS        | yes                             | true or false
            OIDC_ISSUER            | issuer                          | an https or http address
            """)
    void whatIsWrongIsToldWithNameAllowedAndGiven(String key, String given, String allowed) {
        var refused = assertThrows(IllegalArgumentException.class, () -> WebSettings.from(Map.of(key, given)));

        String told = String.valueOf(refused.getMessage());
        assertTrue(told.startsWith(key + " must be ") && told.contains(allowed) && told.contains(given), told);
    }

    @ParameterizedTest
    @CsvSource({"OIDC_ISSUER, https://i.example.org", "OIDC_CLIENT_ID, console"})
    void aProviderAndItsClientComeTogether(String key, String given) {
        var refused = assertThrows(IllegalArgumentException.class, () -> WebSettings.from(Map.of(key, given)));

        assertEquals("OIDC_ISSUER and OIDC_CLIENT_ID must be given together, was only " + key, refused.getMessage());
    }

    @Test
    void aProviderSignsTheTokens() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> WebSettings.from(Map.of("OIDC_ISSUER", "https://i.example.org", "OIDC_CLIENT_ID", "console")));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("JWKS_URL must be given"));
    }
}
