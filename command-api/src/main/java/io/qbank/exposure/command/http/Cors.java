package io.qbank.exposure.command.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of listed origins ask (Fetch standard, CORS protocol). An origin is on the list letter by letter or it is not;
 * tokens travel in a header, so no credentials are allowed along, and never any origin. To all others the answer says
 * nothing, and their browser keeps it from them.
 */
final class Cors {
    private static final String METHODS = "GET, POST, PUT";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID";
    private static final String EXPOSED = "Location, Retry-After, WWW-Authenticate";
    private static final String TEN_MINUTES = "600";

    private final Set<String> origins;

    Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Notes on the answer whether its page may read it; returns whether the request only asked that, and is answered. */
    boolean preflight(Context context) {
        if (origins.isEmpty()) return false;
        context.res().addHeader("Vary", "Origin");
        String origin = context.header("Origin");
        if (origin == null || !origins.contains(origin)) return false;
        context.header("Access-Control-Allow-Origin", origin);
        context.header("Access-Control-Expose-Headers", EXPOSED);
        if (!context.method().name().equals("OPTIONS") || context.header("Access-Control-Request-Method") == null)
            return false;
        context.header("Access-Control-Allow-Methods", METHODS);
        context.header("Access-Control-Allow-Headers", HEADERS);
        context.header("Access-Control-Max-Age", TEN_MINUTES);
        context.status(204);
        return true;
    }
}
