package io.qbank.exposure.command.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.IOUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.Closeable;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RS256 and ES256 with the public keys of an issuer, as a JSON Web Key Set (RFC 7517) at an address. Only asymmetric keys
 * are selected, so that nobody can sign with what is public.
 *
 * <p>The set is read at the first token, not at the start: the service comes up without its issuer. It is kept for
 * {@link Times#keep}, read again shortly before that ends and when a token names a key that is not in it, at most twice in
 * {@link Times#between}; while the issuer is away the last one stands for {@link Times#outage}. All of that is Nimbus's.
 */
public final class PublishedKeys implements Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int PATIENCE_MS = 2_000;
    private static final int MOST_BYTES = 256 * 1024;

    private final JWKSource<SecurityContext> source;
    private final JWSVerificationKeySelector<SecurityContext> selector;
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    /**
     * How long things last.
     *
     * @param keep a set is not read again
     * @param ahead of the end of that, it is read again in the background
     * @param between within which an unknown key makes the set be read twice at most
     * @param outage the last set stands while its address does not answer
     */
    record Times(Duration keep, Duration ahead, Duration between, Duration outage) {
        static final Times USUAL =
                new Times(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofHours(4));
    }

    private PublishedKeys(JWKSource<SecurityContext> source) {
        this.source = source;
        selector = new JWSVerificationKeySelector<>(ALGORITHMS, source);
    }

    /** The keys at an address: https, http or file. */
    public static PublishedKeys at(URI address) {
        return at(address, Times.USUAL);
    }

    static PublishedKeys at(URI address, Times times) {
        try {
            return new PublishedKeys(JWKSourceBuilder.<SecurityContext>create(
                            address.toURL(), new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, MOST_BYTES))
                    .cache(
                            times.keep().toMillis(),
                            Math.min(4L * PATIENCE_MS, times.keep().toMillis() / 2))
                    .refreshAheadCache(times.ahead().toMillis(), false)
                    .rateLimited(times.between().toMillis())
                    .retrying(true)
                    .outageTolerant(times.outage().toMillis())
                    .build());
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("the address of the keys must be https, http or file", wrong);
        }
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public boolean verify(SignedJWT token) throws JOSEException {
        for (Key key : keys(token)) if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) return true;
        return false;
    }

    private List<? extends Key> keys(SignedJWT token) {
        try {
            return selector.selectJWSKeys(token.getHeader(), null);
        } catch (JWKSetUnavailableException away) {
            LOG.warn("the keys that sign tokens cannot be had: {}", away.getMessage());
            throw new KeysUnavailableException("the keys that sign tokens cannot be had now; try again", away);
        } catch (KeySourceException unknown) { // read twice for unknown keys a moment ago: it is not in there
            LOG.debug("a token names a key that is not known", unknown);
            return List.of();
        }
    }

    @Override
    public void close() {
        if (source instanceof Closeable closeable) IOUtils.closeSilently(closeable);
    }
}
