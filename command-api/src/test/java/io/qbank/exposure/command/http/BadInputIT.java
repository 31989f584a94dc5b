package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.TestTokens;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told: the status, the field, what is allowed and what was given; never how the program is made. */
class BadInputIT {
    private static final String ADMIN = "/v1/admin/exposure/";
    private static ServerOnMemory server;

    @BeforeAll
    static void start() {
        server = ServerOnMemory.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2} -> {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            POST | calibrate_sh/start | {}                                            | 422 | exam_code
            POST | calibrate_sh/start | {"exam_code":""}                              | 422 | exam_code
            POST | calibrate_sh/start | {"exam_code":7}                               | 422 | exam_code
            POST | calibrate_sh/start | {"exam_code":null}                            | 422 | exam_code
            POST | calibrate_sh/start | {"exam_code":"E","tau":0}                     | 422 | tau
            POST | calibrate_sh/start | {"exam_code":"E","tau":1.5}                   | 422 | tau
            POST | calibrate_sh/start | {"exam_code":"E","tau":"0.2"}                 | 422 | tau
            POST | calibrate_sh/start | {"exam_code":"E","n":0}                       | 422 | n
            POST | calibrate_sh/start | {"exam_code":"E","n":1.5}                     | 422 | n
            POST | calibrate_sh/start | {"exam_code":"E","n":99999999999}             | 422 | n
            POST | calibrate_sh/start | {"exam_code":"E","test_len":-1}               | 422 | test_len
            POST | calibrate_sh/start | {"exam_code":"E","iters":0}                   | 422 | iters
            POST | calibrate_sh/start | {"exam_code":"E","alpha":-0.1}                | 422 | alpha
            POST | calibrate_sh/start | {"exam_code":"E","theta_dist":"cauchy"}       | 422 | theta_dist
            POST | calibrate_sh/start | {"exam_code":"E","floor":0.9,"ceil":0.5}      | 422 | floor
            POST | calibrate_sh/start | {"exam_code":"E","dry_run":"no"}              | 422 | dry_run
            POST | calibrate_sh/start | {"exam_code":"E","topic_tau":{"1":2}}         | 422 | topic_tau.1
            POST | calibrate_sh/start | {"exam_code":"E","method":"guess"}            | 422 | method
            POST | calibrate_sh/start | {"exam_code":"E","method":"exact","ability":"x"} | 422 | ability
            POST | calibrate_sh/start | {"exam_code":"E"                              | 400 |
            POST | calibrate_sh/start | {"exam_code":"E","tau":NaN}                   | 400 |
            POST | calibrate_sh/start | {"exam_code":"E","tau":0.1,"tau":0.2}         | 400 |
            POST | calibrate_sh/start | []                                            | 422 | body
            POST | calibrate_sh/start | 7                                             | 422 | body
            POST | calibrate_sh/start |                                               | 422 | body
            GET  | calibrate_sh/status |                                              | 422 | job_id
            GET  | calibrate_sh/status?job_id= |                                      | 422 | job_id
            GET  | calibrate_sh/status?job_id=unknown |                               | 404 |
            GET  | calibrate_sh/runs/unknown |                                        | 404 |
            GET  | calibrate_sh/runs/unknown/events |                                 | 404 |
            POST | calibrate_sh/runs/unknown/rollback |                               | 404 |
            POST | calibrate_sh/cancel?job_id=unknown |                               | 404 |
            POST | calibrate_sh/cancel |                                              | 422 | job_id
            GET  | calibrate_sh/runs?limit=0 |                                        | 422 | limit
            GET  | calibrate_sh/runs?limit=x |                                        | 422 | limit
            GET  | calibrate_sh/runs?state=iteration |                                | 422 | state
            GET  | calibrate_sh/runs?trigger=moon |                                   | 422 | trigger
            GET  | calibrate_sh/runs?after=nonsense |                                 | 422 | after
            GET  | items?limit=10001 |                                                | 422 | limit
            GET  | items?limit=-1 |                                                   | 422 | limit
            GET  | items/x/1/history |                                                | 422 | question_id
            GET  | items/1/0/history |                                                | 422 | version
            GET  | items/1/99999999999/history |                                      | 422 | version
            GET  | items/1/1/history |                                                | 404 |
            GET  | evidence |                                                         | 422 | exam_code
            GET  | evidence?exam_code=E&from=2026-11-03&to=2026-11-02 |               | 422 | from
            GET  | evidence?exam_code=E&question_id=0 |                               | 422 | question_id
            POST | set | {"question_id":1,"version":1}                                | 422 | sh_p
            POST | set | {"question_id":1,"version":1,"sh_p":null}                    | 422 | sh_p
            POST | set | {"version":1,"sh_p":0.5}                                     | 422 | question_id
            POST | set | {"question_id":"1","version":1,"sh_p":0.5}                   | 422 | question_id
            POST | set | {"question_id":0,"version":1,"sh_p":0.5}                     | 422 | question_id
            POST | set | {"question_id":1,"version":1,"sh_p":"0.5"}                   | 422 | sh_p
            POST | set | {"question_id":1,"version":1,"sh_p":1.01}                    | 400 | sh_p
            POST | set | {"question_id":1,"version":1,"sh_p":-0.01}                   | 400 | sh_p
            POST | set | {"question_id":1,"version":1,"sh_p":1e999}                   | 422 | sh_p
            POST | set | {"question_id":1,"version":1,"cap":0}                        | 422 | cap
            POST | set | {"question_id":1,"version":1,"sh_p":0.5,"locked":1}          | 422 | locked
            POST | set | {"question_id":1,"version":1,"sh_p":0.5}                     | 404 |
            GET  | daily |                                                            | 422 | exam_code
            GET  | daily?exam_code=E&from=yesterday |                                 | 422 | from
            GET  | daily?exam_code=E&from=2026-11-03&to=2026-11-02 |                  | 422 | from
            GET  | daily?exam_code=E&from=2025-11-03&to=2026-11-02 |                  | 422 | from
            GET  | daily?exam_code=E&to=-999999999-01-01 |                            | 422 | to
            GET  | evidence?exam_code=E&to=%2B10000-01-01 |                           | 422 | to
            GET  | daily?exam_code=E&question_id=x |                                  | 422 | question_id
            GET  | daily?exam_code=E&topic_id=x |                                     | 422 | topic_id
            GET  | drift |                                                            | 422 | exam_code
            GET  | drift?exam_code=E&limit=501 |                                      | 422 | limit
            GET  | policies/E |                                                       | 404 |
            PUT  | policies/E | {}                                                    | 422 | auto_recalibrate
            PUT  | policies/E | {"auto_recalibrate":true,"drift_alpha":0.9}           | 422 | drift_alpha
            PUT  | policies/E | {"auto_recalibrate":true,"cooldown_minutes":-1}       | 422 | cooldown_minutes
            GET  | commands/unknown |                                                 | 404 |
            GET  | nothing |                                                          | 404 |
            DELETE | items |                                                          | 405 |
            GET  | set |                                                              | 405 |
            """)
    void whatIsWrongIsTold(String method, String path, String body, int status, String field) throws Exception {
        HttpResponse<String> reply = ask(method, ADMIN + path, body, "admin");

        JsonNode problem = Json.read(reply.body(), JsonNode.class);
        assertEquals(status, reply.statusCode(), reply.body());
        assertEquals(status, problem.get("status").asInt());
        assertEquals(field, problem.path("field").asText(null), reply.body());
        assertFalse(problem.get("detail").asText().isBlank());
        assertFalse(reply.body().contains("Exception") || reply.body().contains("io.qbank"), reply.body());
        assertEquals(
                Problem.MEDIA_TYPE, reply.headers().firstValue("Content-Type").orElse(""));
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                      | session_id
            {"session_id":"s","items":[{"question_id":1,"version":1}]}              | exam_code
            {"session_id":"s","exam_code":"E"}                                      | items
            {"session_id":"s","exam_code":"E","items":[]}                           | items
            {"session_id":"s","exam_code":"E","items":[null]}                       | items[0]
            {"session_id":"s","exam_code":"E","items":[{"question_id":1}]}          | items[0].version
            {"session_id":"s","exam_code":"E","items":[{"question_id":1.5,"version":1}]} | items[0].question_id
            {"session_id":"","exam_code":"E","items":[{"question_id":1,"version":1}]} | session_id
            """)
    void aBadQuestionOfTheDeliveryPlatformIsTold(String body, String field) throws Exception {
        HttpResponse<String> reply = ask("POST", "/v1/exposure/can_serve", body, "delivery");

        assertEquals(422, reply.statusCode(), reply.body());
        assertEquals(
                field, Json.read(reply.body(), JsonNode.class).path("field").asText(null), reply.body());
    }

    @Test
    void aProblemNamesFieldAllowedAndGiven() throws Exception {
        var reply = ask("POST", ADMIN + "calibrate_sh/start", "{\"exam_code\":\"E\",\"n\":-3}", "admin");

        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Unprocessable Entity\",\"status\":422,"
                        + "\"detail\":\"n must be in [1, 1000000000], was -3\","
                        + "\"instance\":\"/v1/admin/exposure/calibrate_sh/start\","
                        + "\"field\":\"n\",\"allowed\":\"in [1, 1000000000]\",\"given\":\"-3\"}",
                reply.body());
    }

    @Test
    void v7sOneMessageIsAsItWas() throws Exception {
        var reply = ask("POST", ADMIN + "set", "{\"question_id\":1,\"version\":1,\"sh_p\":2}", "admin");

        JsonNode problem = Json.read(reply.body(), JsonNode.class);
        assertEquals("sh_p must be in [0,1]", problem.get("detail").asText());
        assertEquals("2", problem.get("given").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET /v1/../../etc/passwd HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "NONSENSE\r\n\r\n"
            })
    void whatCannotBeReadIsAProblemTooAndTellsNothing(String raw) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));

            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(reply.startsWith("HTTP/1.1 4"), reply);
            assertTrue(reply.contains(Problem.MEDIA_TYPE), reply);
            assertTrue(reply.contains("\"instance\":\"/"), reply);
            assertFalse(
                    reply.contains("<html>") || reply.toLowerCase(Locale.ROOT).contains("jetty"), reply);
        }
    }

    @Test
    void aWrongMethodIsToldWhichAreAllowed() throws Exception {
        var reply = ask("DELETE", ADMIN + "policies/E", null, "admin");

        assertEquals("GET, HEAD, PUT", reply.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void anInventedMethodIsNoSeriesOfItsOwn() throws Exception {
        ask("BREW", ADMIN + "items", null, "admin");

        String metrics = ask("GET", "/metrics", null, "admin").body();

        assertTrue(metrics.contains("method=\"other\""), metrics);
        assertFalse(metrics.contains("BREW"), metrics);
    }

    @Test
    void anIdempotencyKeyIsPrintable() throws Exception {
        for (String key : List.of("k".repeat(256), "a\tb")) {
            var reply =
                    ask("POST", ADMIN + "calibrate_sh/start", "{\"exam_code\":\"E\"}", "admin", "Idempotency-Key", key);

            assertEquals(422, reply.statusCode(), reply.body());
            assertTrue(reply.body().contains("Idempotency-Key"));
        }
    }

    @Test
    void whenTheLogIsDownACommandIsRefusedForNow() throws Exception {
        server.log.down = true;
        try {
            var reply = ask("POST", ADMIN + "calibrate_sh/start", "{\"exam_code\":\"E\"}", "admin");

            assertEquals(503, reply.statusCode());
            assertEquals("1", reply.headers().firstValue("Retry-After").orElse(""));
        } finally {
            server.log.down = false;
        }
    }

    private static HttpResponse<String> ask(String method, String path, String body, String role, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TestTokens.of(ServerOnMemory.TENANT, role));
        if (headers.length > 0) request.headers(headers);
        return CheckedClient.send(request.build());
    }
}
