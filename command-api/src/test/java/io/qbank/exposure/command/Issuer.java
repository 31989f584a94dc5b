package io.qbank.exposure.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens that publishes its keys over HTTP; it can change them, and be away. */
public final class Issuer implements AutoCloseable {
    public static final String NAME = "https://issuer.example.org";
    public static final String AUDIENCE = "qbank-exposure";

    public final AtomicInteger asked = new AtomicInteger();
    public volatile boolean away;
    private final HttpServer server;
    private volatile RSAKey rsa = rsa("rsa-1");
    private final ECKey ec = ec("ec-1");

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] keys = keys().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(away ? 503 : 200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    /** The key set as it is published. */
    public String keys() {
        return new JWKSet(List.of(rsa, ec)).toString(); // the public part only
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /** Signs with a new RSA key from now on, and publishes it instead of the old one. */
    public void rotate() {
        rsa = rsa("rsa-" + System.nanoTime());
    }

    /** Good claims, to spoil. */
    public static JWTClaimsSet.Builder claims(String tenantId, String... roles) {
        return TestTokens.claims(tenantId, roles).issuer(NAME).audience(AUDIENCE);
    }

    public String rs256(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.RS256, rsa, claims);
    }

    public String es256(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.ES256, ec, claims);
    }

    /** In an algorithm that the issuer does not use. */
    public String signed(JWSAlgorithm algorithm, JWTClaimsSet claims) {
        return signed(algorithm, rsa, claims);
    }

    /** By somebody else, who names the issuer's key. */
    public String forged(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.RS256, rsa(rsa.getKeyID()), claims);
    }

    /** By somebody else, with a key of his own. */
    public static String foreign(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.RS256, rsa("foreign"), claims);
    }

    /** Key confusion: HS256, its secret the RSA public key, which everybody has. */
    public String confused(JWTClaimsSet claims) {
        try {
            return signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(rsa.getKeyID())
                            .build(),
                    new MACSigner(rsa.toRSAPublicKey().getEncoded()),
                    claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet claims) {
        try {
            JWSSigner signer = key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
            return signed(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), signer, claims);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
