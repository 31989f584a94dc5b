package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.Issuer;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against every way not to be allowed in. */
class AccessIT {
    private static Issuer issuer;
    private static ServerOnMemory server;
    private static ServerOnMemory ofIssuer;
    private static Map<String, String> badTokens;
    private static Map<String, String> badForIssuer;

    @BeforeAll
    static void start() {
        issuer = new Issuer();
        server = ServerOnMemory.start();
        ofIssuer = ServerOnMemory.start(issuer);
        badTokens = BadTokens.ofTheSecret(ServerOnMemory.TENANT);
        badForIssuer = BadTokens.of(issuer, ServerOnMemory.TENANT);
    }

    @AfterAll
    static void stop() {
        ofIssuer.close();
        server.close();
        issuer.close();
    }

    static Stream<Route> guarded() {
        return ServerOnMemory.routes().stream().filter(route -> route.access() != Access.OPEN);
    }

    static Stream<Route> open() {
        return ServerOnMemory.routes().stream().filter(route -> route.access() == Access.OPEN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void nobodyComesInWithoutAGoodToken(Route route) throws Exception {
        assertRefused(ask(server, route, null), route, "no header");
        for (Map.Entry<String, String> bad : badTokens.entrySet())
            assertRefused(ask(server, route, bad.getValue()), route, bad.getKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void nobodyComesInWithoutAGoodTokenOfTheIssuer(Route route) throws Exception {
        assertRefused(ask(ofIssuer, route, null), route, "no header");
        for (Map.Entry<String, String> bad : badForIssuer.entrySet())
            assertRefused(ask(ofIssuer, route, bad.getValue()), route, bad.getKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void theIssuersTokensComeInInTheirRoles(Route route) throws Exception {
        for (String role : List.of("admin", "viewer", "delivery", "author")) {
            var claims = Issuer.claims(ServerOnMemory.TENANT, role).build();
            for (String token : List.of(issuer.rs256(claims), issuer.es256(claims))) {
                HttpResponse<String> reply = ask(ofIssuer, route, "Bearer " + token);

                boolean allowed = route.access().roles().contains(role);
                assertEquals(allowed, reply.statusCode() != 403, route + " " + role + ": " + reply.body());
                assertNotEquals(401, reply.statusCode(), reply.body());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void anotherTenantsTokenIsForbidden(Route route) throws Exception {
        HttpResponse<String> reply = ask(route, TestTokens.of("other", "admin", "viewer", "delivery"));

        assertEquals(403, reply.statusCode(), route.path());
        assertProblem(reply);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void onlyTheRolesOfARouteComeIn(Route route) throws Exception {
        for (String role : List.of("admin", "viewer", "delivery", "author")) {
            HttpResponse<String> reply = ask(route, TestTokens.of(ServerOnMemory.TENANT, role));

            boolean allowed = route.access().roles().contains(role);
            assertEquals(allowed, reply.statusCode() != 403, route + " " + role + ": " + reply.body());
            if (!allowed) assertProblem(reply);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("open")
    void openRoutesNeedNoToken(Route route) throws Exception {
        assertEquals(200, ask(route, null).statusCode());
    }

    @Test
    void whileItIsCatchingUpOnlyOpenRoutesAnswer() throws Exception {
        String token = TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery");
        server.caughtUp = false;
        try {
            for (Route route : guarded().toList()) {
                HttpResponse<String> reply = ask(route, token);

                assertEquals(503, reply.statusCode(), route.path());
                assertEquals("1", reply.headers().firstValue("Retry-After").orElse(""));
                assertProblem(reply);
            }
            for (Route route : open().toList())
                assertEquals(
                        route.path().equals("/health/ready") ? 503 : 200,
                        ask(route, null).statusCode(),
                        route.path());
        } finally {
            server.caughtUp = true;
        }
    }

    @Test
    void aServiceWhoseWorkerDiedAsksForARestart() throws Exception {
        server.live = false;
        try {
            for (Route route : open().filter(each -> each.path().matches("/health(/live)?"))
                    .toList()) {
                HttpResponse<String> reply = ask(route, null);

                assertEquals(503, reply.statusCode(), route.path());
            }
        } finally {
            server.live = true;
        }
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() throws Exception {
        for (Route route : ServerOnMemory.routes()) {
            HttpResponse<String> reply = ask(route, null);

            assertEquals(
                    "nosniff",
                    reply.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(reply.headers().firstValue("Content-Security-Policy").isPresent());
            assertFalse(reply.headers().firstValue("Server").isPresent());
        }
    }

    private static HttpResponse<String> ask(Route route, String token) throws Exception {
        return ask(server, route, token == null ? null : "Bearer " + token);
    }

    private static HttpResponse<String> ask(ServerOnMemory server, Route route, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + ServerOnMemory.somewhere(route)))
                .method(route.method(), HttpRequest.BodyPublishers.noBody());
        if (authorization != null) request.header("Authorization", authorization);
        return CheckedClient.send(request.build());
    }

    private static void assertRefused(HttpResponse<String> reply, Route route, String what) {
        assertEquals(401, reply.statusCode(), route + " " + what + ": " + reply.body());
        assertTrue(reply.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"), what);
        assertProblem(reply);
    }

    private static void assertProblem(HttpResponse<String> reply) {
        assertEquals(
                "application/problem+json",
                reply.headers().firstValue("Content-Type").orElse(""));
        var problem = Json.read(reply.body(), com.fasterxml.jackson.databind.JsonNode.class);
        assertEquals(reply.statusCode(), problem.get("status").asInt());
        assertFalse(problem.get("detail").asText().isEmpty());
    }
}
