package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.Issuer;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.command.http.Doors.Door;
import io.qbank.exposure.schemas.json.Json;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route against every way not to be allowed in. A route that is in no table of this test fails it. */
class AccessIT {
    private static final int TOO_LARGE = (1 << 20) + 1;

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

    static Stream<Door> guarded() {
        return Doors.guarded();
    }

    static Stream<Door> open() {
        return Doors.open();
    }

    @Test
    void everyRouteThatIsDescribedIsInTheTableOfDoors() {
        assertEquals(Doors.names(), Doors.described());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void nobodyComesInWithoutAGoodToken(Door route) throws Exception {
        assertRefused(ask(server, route, null), route, "no header");
        for (Map.Entry<String, String> bad : badTokens.entrySet())
            assertRefused(ask(server, route, bad.getValue()), route, bad.getKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void nobodyComesInWithoutAGoodTokenOfTheIssuer(Door route) throws Exception {
        assertRefused(ask(ofIssuer, route, null), route, "no header");
        for (Map.Entry<String, String> bad : badForIssuer.entrySet())
            assertRefused(ask(ofIssuer, route, bad.getValue()), route, bad.getKey());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void theIssuersTokensComeInInTheirRoles(Door route) throws Exception {
        for (String role : List.of("admin", "viewer", "delivery", "author")) {
            var claims = Issuer.claims(ServerOnMemory.TENANT, role).build();
            for (String token : List.of(issuer.rs256(claims), issuer.es256(claims))) {
                HttpResponse<String> reply = ask(ofIssuer, route, "Bearer " + token);

                boolean allowed = route.roles().contains(role);
                assertEquals(allowed, reply.statusCode() != 403, route + " " + role + ": " + reply.body());
                assertNotEquals(401, reply.statusCode(), reply.body());
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void anotherTenantsTokenIsForbidden(Door route) throws Exception {
        HttpResponse<String> reply = ask(route, TestTokens.of("other", "admin", "viewer", "delivery"));

        assertEquals(403, reply.statusCode(), route.path());
        assertProblem(reply);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void onlyTheRolesOfARouteComeIn(Door route) throws Exception {
        for (String role : List.of("admin", "viewer", "delivery", "author")) {
            HttpResponse<String> reply = ask(route, TestTokens.of(ServerOnMemory.TENANT, role));

            boolean allowed = route.roles().contains(role);
            assertEquals(allowed, reply.statusCode() != 403, route + " " + role + ": " + reply.body());
            if (!allowed) assertProblem(reply);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("open")
    void openRoutesNeedNoToken(Door route) throws Exception {
        assertEquals(200, ask(route, null).statusCode());
    }

    @Test
    void whileItIsCatchingUpOnlyOpenRoutesAnswer() throws Exception {
        String token = TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery");
        server.caughtUp = false;
        try {
            for (Door route : guarded().toList()) {
                HttpResponse<String> reply = ask(route, token);

                assertEquals(503, reply.statusCode(), route.path());
                assertEquals("1", reply.headers().firstValue("Retry-After").orElse(""));
                assertProblem(reply);
            }
            for (Door route : open().toList())
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
            for (Door route : open().filter(each -> each.path().matches("/health(/live)?"))
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
        for (Door route : Doors.all().toList()) {
            HttpResponse<String> reply = ask(route, null);

            assertEquals(
                    "nosniff",
                    reply.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(reply.headers().firstValue("Content-Security-Policy").isPresent());
            assertFalse(reply.headers().firstValue("Server").isPresent());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void whatIsTooLargeIsNotReadAndNobodyIsAskedFirst(Door route) throws Exception {
        String good = "Bearer " + TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery");

        assertProblem(431, raw(route, route.somewhere(), "Authorization: Bearer " + "x".repeat(20_000), ""));
        assertProblem(431, raw(route, route.somewhere(), "Authorization: " + good, "X-More: " + "x".repeat(20_000)));
        assertProblem(414, raw(route, route.somewhere() + "?q=" + "x".repeat(20_000), "Authorization: " + good, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void aBodyThatIsTooLargeIsRefusedAndWithoutATokenNotEvenRead(Door route) throws Exception {
        if (route.takesABody()) {
            String good = TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery");
            HttpResponse<String> reply =
                    send(server, route, "Bearer " + good, BodyPublishers.ofString("x".repeat(TOO_LARGE)));
            assertEquals(413, reply.statusCode(), reply.body());
            assertProblem(reply);
        }

        // announced and never sent: whoever waited for it would not answer
        assertProblem(401, raw(route, route.somewhere(), "Content-Length: " + TOO_LARGE, ""));
    }

    /** Neither another method nor another spelling of the path leads around the door. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void thereIsNoBackDoor(Door route) throws Exception {
        for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE", "CONNECT", "PROPFIND", "get"))
            assertShut(rawly(method, route.somewhere()), method + " " + route);
        String path = route.somewhere();
        for (String spelled : List.of(
                path + "/",
                "/" + path,
                path.toUpperCase(Locale.ROOT),
                path.replace("/v1/", "/v1/./"),
                path.replace("/v1/", "/console/../v1/"),
                path.replace("/v1/", "/%76%31/"),
                path.replace("/v1/", "/v1;x=y/"),
                path + ";x=y",
                path + "%00",
                path + "%2f",
                "http://else.example.org" + path))
            assertShut(rawly(route.method(), spelled), route.method() + " " + spelled);
    }

    /** A HEAD is a GET without the body: the same token, the same status. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void aHeadIsAnsweredAsAGet(Door route) throws Exception {
        if (!route.method().equals("GET")) return;
        String token = "Authorization: Bearer " + TestTokens.of(ServerOnMemory.TENANT, "admin", "viewer", "delivery")
                + "\r\nConnection: close\r\n\r\n";
        String get = raw("GET " + route.somewhere() + " HTTP/1.1\r\nHost: h\r\n" + token);
        String head = raw("HEAD " + route.somewhere() + " HTTP/1.1\r\nHost: h\r\n" + token);

        assertEquals(get.substring(0, 12), head.substring(0, 12));
        assertTrue(head.endsWith("\r\n\r\n"), head);
    }

    private static void assertShut(String reply, String what) {
        int status = Integer.parseInt(reply.substring(9, 12));
        assertTrue(status >= 400 && status < 500, () -> what + " was answered " + reply);
    }

    private static void assertProblem(int status, String reply) {
        assertTrue(reply.startsWith("HTTP/1.1 " + status), reply);
        assertTrue(reply.contains(Problem.MEDIA_TYPE), reply);
    }

    private static String rawly(String method, String path) throws Exception {
        return raw(method + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    private static String raw(Door route, String path, String header, String another) throws Exception {
        String more = another.isEmpty() ? "" : another + "\r\n";
        return raw(route.method() + " " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n"
                + more + "\r\n");
    }

    /** What the client of the JDK would not send. */
    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> ask(Door route, String token) throws Exception {
        return ask(server, route, token == null ? null : "Bearer " + token);
    }

    private static HttpResponse<String> ask(ServerOnMemory server, Door route, String authorization) throws Exception {
        return send(server, route, authorization, BodyPublishers.noBody());
    }

    private static HttpResponse<String> send(
            ServerOnMemory server, Door route, String authorization, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + route.somewhere()))
                .method(route.method(), body);
        if (authorization != null) request.header("Authorization", authorization);
        return CheckedClient.send(request.build());
    }

    private static void assertRefused(HttpResponse<String> reply, Door route, String what) {
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
