package io.qbank.exposure.command.http;

import java.time.Instant;
import java.util.Set;

/**
 * Who asks.
 *
 * @param subject noted with everything the caller does
 * @param until when the token ends; {@link Instant#MAX} when it does not
 */
public record Caller(String subject, Set<String> roles, Instant until) {
    /** Somebody without a token. */
    static final Caller NOBODY = new Caller("nobody", Set.of(), Instant.MAX);

    public Caller {
        roles = Set.copyOf(roles);
    }
}
