package io.qbank.exposure.command.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page must know before anybody has signed in. */
final class ConfigHandlers {
    private static final List<String> SCOPES = List.of("openid", "profile");

    private final Shown shown;

    ConfigHandlers(String tenantId, Optional<WebRules.SignIn> signIn) {
        shown = new Shown(
                tenantId,
                new Ways(
                        true,
                        signIn.map(oidc -> new Oidc(oidc.issuer(), oidc.clientId(), SCOPES))
                                .orElse(null)));
    }

    /** Public settings: nothing here is secret. */
    record Shown(String tenantId, Ways signIn) {}

    /**
     * How one signs in.
     *
     * @param token by a token that somebody else made
     * @param oidc by OpenID Connect, authorization code with PKCE; null when it is not configured
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Ways(boolean token, @Nullable Oidc oidc) {}

    /** The provider, whose own configuration is at {@code issuer/.well-known/openid-configuration}. */
    record Oidc(String issuer, String clientId, List<String> scopes) {}

    Answer config(Call call) {
        return Answer.ok(shown);
    }
}
