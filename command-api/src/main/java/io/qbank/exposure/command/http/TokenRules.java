package io.qbank.exposure.command.http;

import java.util.Optional;

/**
 * What a token must say to be taken here.
 *
 * @param tenantId the one tenant that is served
 * @param issuer who it must be from ({@code iss}); empty for anybody who can sign
 * @param audience one of those it must be for ({@code aud}); empty for any
 */
public record TokenRules(String tenantId, Optional<String> issuer, Optional<String> audience) {
    /** Any issuer and audience. */
    public static TokenRules of(String tenantId) {
        return new TokenRules(tenantId, Optional.empty(), Optional.empty());
    }
}
