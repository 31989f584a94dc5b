package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.devkit.Hostile;
import io.qbank.exposure.schemas.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile texts in every text that can be sent are refused by name, or kept letter for letter; hostile bodies cost nothing. */
class InjectionIT {
    private static final String ADMIN = "/v1/admin/exposure/";
    private static final List<String> IN_THE_ADDRESS = List.of(
            "calibrate_sh/status?job_id=",
            "calibrate_sh/runs?exam_code=",
            "calibrate_sh/runs?state=",
            "calibrate_sh/runs?trigger=",
            "calibrate_sh/runs?limit=",
            "calibrate_sh/runs?after=",
            "calibrate_sh/runs/",
            "items?limit=",
            "daily?exam_code=",
            "daily?exam_code=E&from=",
            "daily?exam_code=E&topic_id=",
            "daily?exam_code=E&question_id=",
            "drift?exam_code=",
            "evidence?exam_code=",
            "policies/",
            "commands/",
            "exams/");
    private static final List<String> IN_A_START = List.of(
            "{\"exam_code\":\"E\",\"theta_dist\":%s}",
            "{\"exam_code\":\"E\",\"method\":%s}",
            "{\"exam_code\":\"E\",\"ability\":%s}",
            "{\"exam_code\":\"E\",\"rejection\":%s}",
            "{\"exam_code\":\"E\",\"tau\":%s}",
            "{\"exam_code\":\"E\",\"topic_tau\":{%s:0.2}}",
            "{\"exam_code\":\"E\",\"topic_weights\":{%s:0.2}}",
            "{\"exam_code\":\"E\",%s:7}");

    private static ServerOnMemory server;

    @BeforeAll
    static void start() {
        server = ServerOnMemory.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> printable() {
        return Hostile.printable().stream();
    }

    static Stream<String> control() {
        return Hostile.control().stream();
    }

    static Stream<String> all() {
        return Stream.concat(printable(), control());
    }

    @ParameterizedTest
    @MethodSource("printable")
    void anExamMayHaveAnyPrintableNameAndKeepsIt(String name) throws Exception {
        assertEquals(
                200,
                post("calibrate_sh/start", "{\"exam_code\":" + Json.text(name) + "}")
                        .statusCode());

        var start = server.log.commands.get(server.log.commands.size() - 1);
        assertEquals(name, Json.shared().valueToTree(start).get("exam_code").asText());
        HttpResponse<String> runs = get("calibrate_sh/runs?exam_code=" + encoded(name));
        assertEquals(
                name,
                Json.read(runs.body(), JsonNode.class).at("/runs/0/exam_code").asText(),
                runs.body());
    }

    @ParameterizedTest
    @MethodSource("control")
    void aNameWithControlCharactersIsRefusedWithoutThem(String name) throws Exception {
        HttpResponse<String> reply = post("calibrate_sh/start", "{\"exam_code\":" + escaped(name) + "}");

        assertTrue(reply.statusCode() == 422 || reply.statusCode() == 400, reply.body());
        assertHarmless(reply);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aHostileParameterFindsNothingOrIsRefused(String text) throws Exception {
        for (String path : IN_THE_ADDRESS) {
            if (path.endsWith("/") && text.indexOf(0) >= 0)
                continue; // no address: refused before any route, see BadInputIT
            HttpResponse<String> reply = get(path + encoded(text));

            assertTrue(List.of(200, 400, 404, 422).contains(reply.statusCode()), path + ": " + reply.body());
            assertHarmless(reply);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aHostileFieldIsRefusedOrPassedOver(String text) throws Exception {
        for (String body : IN_A_START) {
            HttpResponse<String> reply = post("calibrate_sh/start", body.formatted(escaped(text)));

            assertTrue(List.of(200, 400, 422).contains(reply.statusCode()), body + ": " + reply.body());
            assertHarmless(reply);
        }
        String asked = "{\"session_id\":%s,\"exam_code\":%s,\"items\":[{\"question_id\":1,\"version\":1}]}";
        assertHarmless(ask("POST", "/v1/exposure/can_serve", asked.formatted(escaped(text), escaped(text))));
    }

    /** Bodies that are small on the line and large, deep or endless once they are read. */
    @Test
    void bombsAreRefusedBeforeTheyGoOff() throws Exception {
        String start = "{\"exam_code\":\"E\",";
        Map<String, String> bombs = Map.of(
                "a number of a million digits", start + "\"n\":" + "9".repeat(1_000_000) + "}",
                "a huge exponent", start + "\"n\":1e999999999}",
                "a huge exponent where a fraction is allowed", start + "\"tau\":1e999999999}",
                "a tiny exponent for a whole number", start + "\"n\":1e-999999999}",
                "deep arrays", start + "\"x\":" + "[".repeat(400_000),
                "deep objects", "{\"a\":".repeat(100_000),
                "a hundred thousand names", start + names(60_000) + "}",
                "a name of a megabyte", start + "\"" + "x".repeat(1_000_000) + "\":1}",
                "a theta_dist of a hundred thousand bars",
                        start + "\"theta_dist\":\"histogram:" + "0=1,".repeat(100_000) + "0=1\"}");
        for (Map.Entry<String, String> bomb : bombs.entrySet()) {
            HttpResponse<String> reply = post("calibrate_sh/start", bomb.getValue());

            boolean unknownName =
                    bomb.getKey().contains("names") || bomb.getKey().contains("name of");
            assertTrue(
                    reply.statusCode() == 400
                            || reply.statusCode() == 422
                            || (unknownName && reply.statusCode() == 200),
                    bomb.getKey() + ": " + reply.statusCode());
            assertTrue(
                    reply.body().length() < 2_000,
                    bomb.getKey() + " comes back: " + reply.body().length());
            assertHarmless(reply);
        }
    }

    /** Nothing is unpacked: what is compressed is no JSON. */
    @Test
    void aCompressedBodyIsNotUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int megabytes = 0; megabytes < 64; megabytes++) gzip.write(new byte[1 << 20]);
        }

        HttpResponse<String> reply = CheckedClient.send(request("calibrate_sh/start")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertTrue(reply.statusCode() == 400 || reply.statusCode() == 415, reply.statusCode() + reply.body());
        assertHarmless(reply);
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder("\"n0\":0");
        for (int i = 1; i < count; i++) names.append(",\"n").append(i).append("\":0");
        return names.toString();
    }

    /** JSON, whole, on one line, nothing that a terminal would obey; no page, no stack trace. */
    private static void assertHarmless(HttpResponse<String> reply) {
        String type = reply.headers().firstValue("Content-Type").orElse("");
        assertTrue(type.equals("application/json") || type.equals(Problem.MEDIA_TYPE), type);
        assertEquals(
                "nosniff", reply.headers().firstValue("X-Content-Type-Options").orElse(""));
        Json.read(reply.body(), JsonNode.class);
        assertTrue(reply.body().chars().noneMatch(Character::isISOControl), reply.body());
        assertTrue(!reply.body().contains("Exception") && !reply.body().contains("io.qbank"), reply.body());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return ask("POST", ADMIN + path, body);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CheckedClient.send(request(path).build());
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return CheckedClient.send(
                requestTo(path).method(method, BodyPublishers.ofString(body)).build());
    }

    private static HttpRequest.Builder request(String path) {
        return requestTo(ADMIN + path);
    }

    private static HttpRequest.Builder requestTo(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TestTokens.of(ServerOnMemory.TENANT, "admin"));
    }

    /** As JSON; a lone surrogate as its escape, which UTF-8 could not carry. */
    private static String escaped(String text) {
        return text.equals("\ud800") ? "\"\\ud800\"" : json(text);
    }

    private static String json(String text) {
        try {
            return Json.shared().writeValueAsString(text);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
