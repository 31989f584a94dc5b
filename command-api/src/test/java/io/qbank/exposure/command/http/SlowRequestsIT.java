package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A byte now and then holds nobody up, and not for long. */
class SlowRequestsIT {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final int MORE_THAN_THREADS = 400;
    private static final String START =
            "POST /v1/admin/exposure/calibrate_sh/start HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                    + TestTokens.of(ServerOnMemory.TENANT, "admin") + "\r\nContent-Length: 1000\r\n\r\n{";
    private static final String QUICK = "GET /health HTTP/1.1\r\nHost: h\r\n\r\n";

    private static ServerOnMemory server;

    @BeforeAll
    static void start() {
        server = ServerOnMemory.start(WebRules.local(100_000).receivingWithin(Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRequestThatComesByteByByteIsHungUpOn() throws Exception {
        try (Socket patient = open(QUICK);
                Socket headers = open("GET /health HTTP/1.1\r\nHost: h\r\nX-Slow: ");
                Socket body = open(START)) {
            patient.setSoTimeout((int) ENOUGH.toMillis());
            assertEquals('H', patient.getInputStream().read());

            assertTrue(hungUp(headers), "headers");
            assertTrue(hungUp(body), "body");

            patient.getInputStream().skipNBytes(patient.getInputStream().available());
            patient.getOutputStream().write(QUICK.getBytes(StandardCharsets.ISO_8859_1));
            assertEquals('H', patient.getInputStream().read(), "who waits between two requests is left alone");
        }
    }

    /** Slow headers take no thread; slow bodies, which only a holder of a token gets to send, give theirs back. */
    @Test
    void manySlowOnesDoNotKeepOthersOut() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) slow.add(open(i % 2 == 0 ? START : QUICK.substring(0, 30)));

            try (Socket quick = open(QUICK)) {
                quick.setSoTimeout((int) ENOUGH.toMillis());
                assertEquals('H', quick.getInputStream().read());
            }
            for (Socket each : slow) assertTrue(hungUp(each));
        } finally {
            for (Socket each : slow) each.close();
        }
    }

    private static Socket open(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(100);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Sends a byte now and then until the other side closes. */
    private static boolean hungUp(Socket socket) throws IOException {
        Instant giveUp = Instant.now().plus(ENOUGH);
        while (Instant.now().isBefore(giveUp)) {
            try {
                if (socket.getInputStream().read() < 0) return true;
            } catch (SocketTimeoutException nothingYet) {
                if (!wrote(socket)) return true;
            } catch (SocketException closed) {
                return true;
            }
        }
        return false;
    }

    private static boolean wrote(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
