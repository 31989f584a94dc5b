package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.PlainJWT;
import io.qbank.exposure.command.OpenApiDocument;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.schemas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against every way not to be allowed in. */
class AccessIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ServerOnMemory server;

    @BeforeAll
    static void start() {
        server = ServerOnMemory.start();
    }

    @AfterAll
    static void stop() {
        server.close();
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
        var claims = TestTokens.claims(ServerOnMemory.TENANT, "admin", "viewer", "delivery");
        String good = TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery");
        String expired = TestTokens.signed(
                TestTokens.claims(ServerOnMemory.TENANT, "admin")
                        .expirationTime(Date.from(Instant.now().minusSeconds(1)))
                        .build(),
                TestTokens.SECRET,
                JWSAlgorithm.HS256);

        for (String token : new String[] {
            null, expired, good.substring(0, good.length() - 4) + "AAAA", new PlainJWT(claims.build()).serialize()
        }) {
            HttpResponse<String> reply = ask(route, token);

            assertEquals(401, reply.statusCode(), route + " " + token);
            assertTrue(reply.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer"));
            assertProblem(reply);
        }
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
                assertEquals(List.of(), OpenApiDocument.complaints(route.method(), route.path(), reply));
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
                assertEquals(List.of(), OpenApiDocument.complaints(route.method(), route.path(), reply));
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
        String path = route.path()
                .replace("{job_id}", "job")
                .replace("{exam_code}", "EXAM")
                .replace("{command_id}", "command");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(route.method(), HttpRequest.BodyPublishers.noBody());
        if (token != null) request.header("Authorization", "Bearer " + token);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
