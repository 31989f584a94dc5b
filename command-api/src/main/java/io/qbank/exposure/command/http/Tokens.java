package io.qbank.exposure.command.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens: signed JWTs, by who may and in the algorithms they use whatever the token says, of one tenant, and of the
 * issuer and for the audience where those are asked for. Time is the machine's: a token is a matter between its issuer and
 * the present, even when business time is accelerated. Thread-safe.
 */
public final class Tokens {
    private static final int MOST_CHARACTERS = 8 * 1024;
    private static final int MOST_SUBJECT = 128;
    private static final String PREFIX = "Bearer ";

    private static final String INVALID = ", error=\"invalid_token\"";

    private final Signatures signatures;
    private final TokenRules rules;
    private final Clock machine;

    /** @param machine the machine's own time */
    public Tokens(Signatures signatures, TokenRules rules, Clock machine) {
        this.signatures = signatures;
        this.rules = rules;
        this.machine = machine;
    }

    /**
     * Who a request's Authorization header says it is from.
     *
     * @throws ProblemException 401 if there is no valid token, 403 if it is another tenant's, 503 if it cannot be told now
     */
    public Caller caller(@Nullable String authorization) {
        if (authorization == null) throw refused("a bearer token is required", "");
        if (!authorization.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
            throw refused("the Authorization header must be a bearer token", "");
        String token = authorization.substring(PREFIX.length()).trim();
        if (token.length() > MOST_CHARACTERS)
            throw refused("the token is longer than " + MOST_CHARACTERS + " characters", INVALID);
        try {
            return caller(verified(token));
        } catch (ParseException | JOSEException malformed) {
            throw refused("the token is not a signed JWT", INVALID);
        } catch (Signatures.KeysUnavailableException away) {
            throw new ProblemException(503, String.valueOf(away.getMessage())).with("Retry-After", "5");
        }
    }

    private JWTClaimsSet verified(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        if (!signatures.algorithms().contains(jwt.getHeader().getAlgorithm()))
            throw refused("the token must be signed with " + algorithms(), INVALID);
        if (!signatures.verify(jwt)) throw refused("the token's signature is not valid", INVALID);
        return jwt.getJWTClaimsSet();
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        Instant now = machine.instant();
        Instant until = instant(claims.getExpirationTime(), Instant.MAX);
        if (!now.isBefore(until)) throw refused("the token has expired", INVALID);
        if (now.isBefore(instant(claims.getNotBeforeTime(), Instant.MIN)))
            throw refused("the token is not valid yet", INVALID);
        if (rules.issuer().isPresent() && !rules.issuer().get().equals(claims.getIssuer()))
            throw refused("the token is not from the issuer that is trusted here", INVALID);
        if (rules.audience().isPresent()
                && !claims.getAudience().contains(rules.audience().get()))
            throw refused("the token is not meant for this service", INVALID);
        return caller(claims, until);
    }

    private Caller caller(JWTClaimsSet claims, Instant until) throws ParseException {
        String subject = claims.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > MOST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl))
            throw refused("the token must have a subject (sub) of 1 to " + MOST_SUBJECT + " characters", INVALID);
        List<String> roles = claims.getStringListClaim("roles");
        if (roles == null) throw refused("the token must list roles", INVALID);
        if (!rules.tenantId().equals(claims.getStringClaim("tenant_id")))
            throw new ProblemException(403, "the token is not of the tenant that is served here");
        return new Caller(subject, Set.copyOf(roles), until);
    }

    private String algorithms() {
        return signatures.algorithms().stream()
                .map(JWSAlgorithm::getName)
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    private static Instant instant(@Nullable Date date, Instant otherwise) {
        return date == null ? otherwise : date.toInstant();
    }

    private static ProblemException refused(String why, String error) {
        return new ProblemException(401, why).with("WWW-Authenticate", "Bearer realm=\"qbank-exposure\"" + error);
    }
}
