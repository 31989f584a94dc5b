package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.schemas.json.Json;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, and callers in a hurry. */
class WebRulesIT {
    private static final String ITEMS = "/v1/admin/exposure/items";
    private static final String START = "/v1/admin/exposure/calibrate_sh/start";
    private static final String LISTED = "https://admin.example.org";
    private static ServerOnMemory server;
    private static ServerOnMemory plain;

    @BeforeAll
    static void start() {
        server = ServerOnMemory.start(new WebRules(
                List.of(LISTED, "http://localhost:3000"),
                3,
                true,
                WebRules.RECEIVE_WITHIN,
                Optional.of(new WebRules.SignIn("https://issuer.example.org", "console"))));
        plain = ServerOnMemory.start();
    }

    @AfterAll
    static void stop() {
        plain.close();
        server.close();
    }

    @Test
    void aListedOriginMayReadAnswersAndErrors() throws Exception {
        for (String path : List.of("/health", ITEMS, "/nothing")) {
            String reply = raw(server, "GET", path, "Origin: " + LISTED);

            assertEquals(LISTED, header(reply, "Access-Control-Allow-Origin"), path);
            assertEquals("Origin", header(reply, "Vary"), path);
            assertEquals("", header(reply, "Access-Control-Allow-Credentials"), path);
        }
    }

    @Test
    void aListedOriginIsToldBeforehandWhatItMaySend() throws Exception {
        String reply = raw(
                server,
                "OPTIONS",
                START,
                "Origin: " + LISTED,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,idempotency-key");

        assertTrue(reply.startsWith("HTTP/1.1 204"), reply);
        assertEquals(LISTED, header(reply, "Access-Control-Allow-Origin"));
        assertEquals("GET, POST, PUT", header(reply, "Access-Control-Allow-Methods"));
        assertTrue(header(reply, "Access-Control-Allow-Headers").contains("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.org",
                "https://admin.example.org.evil.org",
                "https://admin.example.org:8443",
                "http://admin.example.org",
                "https://ADMIN.example.org",
                "https://admin.example.org/",
                "null",
                "*"
            })
    void anyOtherOriginIsToldNothing(String origin) throws Exception {
        for (String method : List.of("GET", "OPTIONS")) {
            String reply = raw(server, method, ITEMS, "Origin: " + origin, "Access-Control-Request-Method: GET");

            assertEquals("", header(reply, "Access-Control-Allow-Origin"), reply);
            assertEquals("", header(reply, "Access-Control-Allow-Methods"), reply);
        }
    }

    @Test
    void aPageOfOurOwnNeedsNoList() throws Exception {
        String reply = raw(plain, "GET", "/health", "Origin: http://127.0.0.1:" + plain.port());

        assertTrue(reply.startsWith("HTTP/1.1 200"), reply);
        assertEquals("", header(reply, "Access-Control-Allow-Origin"));
    }

    @Test
    void browsersStayWithHttpsOnlyWhereThereIsTls() throws Exception {
        assertEquals("max-age=31536000", header(raw(server, "GET", "/health"), "Strict-Transport-Security"));
        assertEquals("", header(raw(plain, "GET", "/health"), "Strict-Transport-Security"));
    }

    @Test
    void onlySoManyStartsAMinuteAreTakenOfASubject() throws Exception {
        for (int i = 0; i < 3; i++) assertEquals(200, started("hasty").statusCode());

        HttpResponse<String> refused = started("hasty");

        assertEquals(429, refused.statusCode());
        long seconds =
                Long.parseLong(refused.headers().firstValue("Retry-After").orElse("0"));
        assertTrue(seconds >= 1 && seconds <= 21, () -> "Retry-After " + seconds);
        assertEquals("at most 3 starts a minute are taken; try again in " + seconds + " s", detail(refused));
        assertEquals(200, started("patient").statusCode());
    }

    @Test
    void whatIsWrongCountsForNothing() throws Exception {
        for (int i = 0; i < 5; i++)
            assertEquals(422, ask("clumsy", "{\"exam_code\":\"E\",\"tau\":7}").statusCode());

        assertEquals(200, started("clumsy").statusCode());
    }

    @Test
    void aPageLearnsHowOneSignsIn() throws Exception {
        assertEquals(
                "{\"tenant_id\":\"tenant\",\"sign_in\":{\"token\":true,\"oidc\":{\"issuer\":\"https://issuer.example.org\","
                        + "\"client_id\":\"console\",\"scopes\":[\"openid\",\"profile\"]}}}",
                get(server, "/v1/config"));
        assertEquals("{\"tenant_id\":\"tenant\",\"sign_in\":{\"token\":true,\"oidc\":null}}", get(plain, "/v1/config"));
    }

    @Test
    void theConsoleMaySpeakToTheIssuerAndToNobodyElse() throws Exception {
        String policy = header(raw(server, "GET", "/console/"), "Content-Security-Policy");
        String alone = header(raw(plain, "GET", "/console/"), "Content-Security-Policy");

        assertTrue(policy.contains("connect-src 'self' https://issuer.example.org;"), policy);
        assertTrue(alone.contains("connect-src 'self';"), alone);
    }

    private static String get(ServerOnMemory at, String path) throws Exception {
        return CheckedClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.port() + path))
                        .build())
                .body();
    }

    private static HttpResponse<String> started(String subject) throws Exception {
        return ask(subject, "{\"exam_code\":\"E\"}");
    }

    private static HttpResponse<String> ask(String subject, String body) throws Exception {
        var claims = TestTokens.claims(ServerOnMemory.TENANT, "admin")
                .subject(subject)
                .build();
        String token = TestTokens.signed(claims, TestTokens.SECRET, com.nimbusds.jose.JWSAlgorithm.HS256);
        return CheckedClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + START))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String detail(HttpResponse<String> reply) {
        return Json.read(reply.body(), JsonNode.class).get("detail").asText();
    }

    /** The client of the JDK does not let one say where a page comes from. */
    private static String raw(ServerOnMemory at, String method, String path, String... headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.port())) {
            socket.setSoTimeout(60_000);
            String request = method + ' ' + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            List.of(headers).stream().map(each -> each + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String header(String reply, String name) {
        return reply.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }
}
