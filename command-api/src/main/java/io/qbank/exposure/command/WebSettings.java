package io.qbank.exposure.command;

import io.qbank.exposure.command.http.TokenRules;
import io.qbank.exposure.command.http.WebRules;
import io.qbank.exposure.schemas.service.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of whom the API lets in and how pages are treated.
 *
 * @param keys where the issuer publishes the keys that sign tokens; empty when the shared secret does
 */
public record WebSettings(Optional<URI> keys, Optional<String> issuer, Optional<String> audience, WebRules rules) {
    private static final String ORIGINS = "origins such as https://admin.example.org, comma separated, no path, no *";

    static final Setting<Optional<URI>> JWKS_URL = optional(
            "JWKS_URL",
            "Where the issuer publishes its keys; then tokens are signed RS256 or ES256 by it, and no longer by the secret.",
            "an https, http or file address",
            text -> address(text, Set.of("https", "http", "file")));
    static final Setting<Optional<String>> JWT_ISSUER =
            optional("JWT_ISSUER", "Issuer (iss) that tokens must be from.", "text", Function.identity());
    static final Setting<Optional<String>> JWT_AUDIENCE =
            optional("JWT_AUDIENCE", "Audience (aud) that tokens must be for.", "text", Function.identity());
    static final Setting<List<String>> CORS_ORIGINS = new Setting<>(
            "CORS_ORIGINS",
            "",
            "Origins whose pages may ask, such as https://admin.example.org, comma separated; the console here needs none.",
            false,
            ORIGINS,
            WebSettings::origins);
    static final Setting<Integer> START_LIMIT = Setting.number(
            "START_LIMIT_PER_MINUTE", 60, 1, 100_000, "Calibrations that one subject may start at once, and a minute.");
    static final Setting<Boolean> BEHIND_TLS = Setting.flag(
            "HTTP_BEHIND_TLS",
            false,
            "Whether TLS ends in front of this service: browsers are told to stay with https.");
    static final Setting<Integer> RECEIVE_SECONDS = Setting.number(
            "HTTP_RECEIVE_SECONDS",
            30,
            1,
            3_600,
            "Seconds that a request may take to come in, headers and body; then the connection is closed.");
    static final Setting<Optional<String>> OIDC_ISSUER = optional(
            "OIDC_ISSUER",
            "OpenID Connect provider at which people sign in to the console; needs OIDC_CLIENT_ID and JWKS_URL.",
            "an https or http address",
            text -> address(text, Set.of("https", "http")).toString());
    static final Setting<Optional<String>> OIDC_CLIENT_ID =
            optional("OIDC_CLIENT_ID", "The console's public client at that provider.", "text", Function.identity());

    static final List<Setting<?>> SETTINGS = List.of(
            JWKS_URL,
            JWT_ISSUER,
            JWT_AUDIENCE,
            CORS_ORIGINS,
            START_LIMIT,
            BEHIND_TLS,
            RECEIVE_SECONDS,
            OIDC_ISSUER,
            OIDC_CLIENT_ID);

    /** @throws IllegalArgumentException naming the key, what is allowed and what was given */
    static WebSettings from(Map<String, String> environment) {
        WebRules rules = new WebRules(
                CORS_ORIGINS.in(environment),
                START_LIMIT.in(environment),
                BEHIND_TLS.in(environment),
                Duration.ofSeconds(RECEIVE_SECONDS.in(environment)),
                signIn(environment));
        return new WebSettings(
                JWKS_URL.in(environment), JWT_ISSUER.in(environment), JWT_AUDIENCE.in(environment), rules);
    }

    /** What a token must say. */
    TokenRules tokens(String tenantId) {
        return new TokenRules(tenantId, issuer, audience);
    }

    private static Optional<WebRules.SignIn> signIn(Map<String, String> environment) {
        Optional<String> issuer = OIDC_ISSUER.in(environment);
        Optional<String> client = OIDC_CLIENT_ID.in(environment);
        if (issuer.isPresent() != client.isPresent())
            throw new IllegalArgumentException("OIDC_ISSUER and OIDC_CLIENT_ID must be given together, was only "
                    + (issuer.isPresent() ? "OIDC_ISSUER" : "OIDC_CLIENT_ID"));
        if (issuer.isPresent() && JWKS_URL.in(environment).isEmpty())
            throw new IllegalArgumentException(
                    "JWKS_URL must be given with OIDC_ISSUER: the provider signs the tokens, was not given");
        return issuer.map(given -> new WebRules.SignIn(given, client.orElseThrow()));
    }

    private static <T> Setting<Optional<T>> optional(
            String key, String about, String allowed, Function<String, T> parser) {
        return new Setting<>(
                key,
                "",
                about,
                false,
                allowed,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)));
    }

    private static URI address(String text, Set<String> schemes) {
        URI given = URI.create(text);
        if (given.getScheme() == null || !schemes.contains(given.getScheme()))
            throw new IllegalArgumentException("not of " + schemes);
        if (!given.getScheme().equals("file") && given.getHost() == null)
            throw new IllegalArgumentException("without a host");
        return given;
    }

    private static List<String> origins(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .map(WebSettings::origin)
                .toList();
    }

    /** Spelled as a browser spells it, since the two are compared letter by letter. */
    private static String origin(String text) {
        URI given = address(text, Set.of("https", "http"));
        String spelled =
                given.getScheme() + "://" + given.getHost() + (given.getPort() < 0 ? "" : ":" + given.getPort());
        boolean usualPort = given.getPort() == (given.getScheme().equals("https") ? 443 : 80);
        if (usualPort || !spelled.toLowerCase(Locale.ROOT).equals(text))
            throw new IllegalArgumentException("not as a browser spells an origin");
        return spelled;
    }
}
