package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.TestTokens;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes has a bound: a body, a header, nesting, the items of one question. */
class BoundsIT {
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

    @Test
    void atMostFiveHundredItemsAreDecidedAtOnce() throws Exception {
        String item = "{\"question_id\":1,\"version\":1}";
        String start = "{\"session_id\":\"s\",\"exam_code\":\"E\",\"items\":[";

        var most = post("/v1/exposure/can_serve", start + (item + ",").repeat(499) + item + "]}", "delivery");
        var more = post("/v1/exposure/can_serve", start + (item + ",").repeat(500) + item + "]}", "delivery");

        assertEquals(200, most.statusCode());
        assertEquals(422, more.statusCode());
    }

    @Test
    void aBodyIsBounded() throws Exception {
        var reply = post(ADMIN + "calibrate_sh/start", "x".repeat((1 << 20) + 1), "admin");

        assertEquals(413, reply.statusCode());
        assertEquals(
                Problem.MEDIA_TYPE, reply.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void aBodyThatDoesNotTellItsLengthIsBoundedToo() throws Exception {
        byte[] large = "x".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = request(ADMIN + "calibrate_sh/start", "admin")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build();

        assertEquals(413, CheckedClient.send(request).statusCode());
    }

    @Test
    void aHeaderThatIsTooLargeIsAProblemToo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            String request = "GET " + ADMIN + "items HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer "
                    + "x".repeat(20_000) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(reply.startsWith("HTTP/1.1 431"), reply);
            assertTrue(reply.contains(Problem.MEDIA_TYPE), reply);
        }
    }

    @Test
    void nestingIsBounded() throws Exception {
        String deep = "{\"exam_code\":\"E\",\"topic_tau\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}";

        assertEquals(400, post(ADMIN + "calibrate_sh/start", deep, "admin").statusCode());
    }

    private static HttpResponse<String> post(String path, String body, String role) throws Exception {
        HttpRequest request =
                request(path, role).POST(BodyPublishers.ofString(body)).build();
        return CheckedClient.send(request);
    }

    private static HttpRequest.Builder request(String path, String role) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TestTokens.of(ServerOnMemory.TENANT, role));
    }
}
