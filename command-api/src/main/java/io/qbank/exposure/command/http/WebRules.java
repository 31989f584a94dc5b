package io.qbank.exposure.command.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How browsers and callers in a hurry are treated.
 *
 * @param origins pages of other origins that may ask, exactly as a browser spells them; empty for none
 * @param startsPerMinute starts of a subject an instance takes in a minute
 * @param behindTls whether TLS ends in front of this service, so that browsers may be told to stay with it
 * @param receiveWithin how long a request may take to come in, headers and body
 * @param signIn where people sign in; empty when they bring a token
 */
public record WebRules(
        List<String> origins, int startsPerMinute, boolean behindTls, Duration receiveWithin, Optional<SignIn> signIn) {
    /** OpenID Connect, as a page needs to know it: nothing secret. */
    public record SignIn(String issuer, String clientId) {
        /** Scheme, host and port of the issuer, which the console must be able to reach. */
        String origin() {
            URI address = URI.create(issuer);
            return address.getScheme() + "://" + address.getAuthority();
        }
    }

    /** Long for a slow line, short for somebody who wants to hold a thread. */
    static final Duration RECEIVE_WITHIN = Duration.ofSeconds(30);

    /** No other origins, no sign-in, plain HTTP. */
    public static WebRules local(int startsPerMinute) {
        return new WebRules(List.of(), startsPerMinute, false, RECEIVE_WITHIN, Optional.empty());
    }

    /** The same, with another time for a request to come in. */
    WebRules receivingWithin(Duration time) {
        return new WebRules(origins, startsPerMinute, behindTls, time, signIn);
    }

    public WebRules {
        origins = List.copyOf(origins);
    }
}
