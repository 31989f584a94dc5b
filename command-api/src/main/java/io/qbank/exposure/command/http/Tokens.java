package io.qbank.exposure.command.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens: signed JWTs, HS256 and nothing else whatever the token says, of one tenant. Time is the machine's: a token
 * is a matter between its issuer and the present, even when business time is accelerated. Thread-safe.
 */
public final class Tokens {
    private static final int MOST_CHARACTERS = 8 * 1024;
    private static final int MOST_SUBJECT = 128;
    private static final String PREFIX = "Bearer ";

    private final JWSVerifier verifier;
    private final String tenantId;
    private final Clock machine;

    /**
     * @param secret at least 32 bytes
     * @param tenantId the one tenant served
     * @param machine the machine's own time
     */
    public Tokens(byte[] secret, String tenantId, Clock machine) {
        this.tenantId = tenantId;
        this.machine = machine;
        try {
            verifier = new MACVerifier(secret);
        } catch (JOSEException weak) {
            throw new IllegalArgumentException("the secret must have at least 32 bytes", weak);
        }
    }

    /**
     * Who a request's Authorization header says it is from.
     *
     * @throws ProblemException 401 if there is no valid token, 403 if it is another tenant's
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
        }
    }

    private static final String INVALID = " error=\"invalid_token\"";

    private JWTClaimsSet verified(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256))
            throw refused("the token must be signed with HS256", INVALID);
        if (!jwt.verify(verifier)) throw refused("the token's signature is not valid", INVALID);
        return jwt.getJWTClaimsSet();
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        Instant now = machine.instant();
        Instant until = instant(claims.getExpirationTime(), Instant.MAX);
        if (!now.isBefore(until)) throw refused("the token has expired", INVALID);
        if (now.isBefore(instant(claims.getNotBeforeTime(), Instant.MIN)))
            throw refused("the token is not valid yet", INVALID);
        String subject = claims.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > MOST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl))
            throw refused("the token must have a subject (sub) of 1 to " + MOST_SUBJECT + " characters", INVALID);
        List<String> roles = claims.getStringListClaim("roles");
        if (roles == null) throw refused("the token must list roles", INVALID);
        if (!tenantId.equals(claims.getStringClaim("tenant_id")))
            throw new ProblemException(403, "the token is not of the tenant that is served here");
        return new Caller(subject, Set.copyOf(roles), until);
    }

    private static Instant instant(@Nullable Date date, Instant otherwise) {
        return date == null ? otherwise : date.toInstant();
    }

    private static ProblemException refused(String why, String error) {
        return new ProblemException(401, why).with("WWW-Authenticate", "Bearer realm=\"qbank-exposure\"" + error);
    }
}
