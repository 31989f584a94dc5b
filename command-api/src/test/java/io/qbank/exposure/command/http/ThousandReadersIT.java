package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.CheckedClient;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.command.view.Steps;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A thousand readers of one run's events at once, at one instance: all of them follow it to its end, none holds a thread, and everybody else
 * is answered meanwhile. One more is told so at once, and when to come back.
 */
class ThousandReadersIT {
    private static final int READERS = RunStreams.MOST_READERS;
    private static final int HEAVY = 400_000;
    private static final int MANY = 100;
    /** Less than the idle timeout of the server. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private static final String TOKEN = TestTokens.of(ServerOnMemory.TENANT, "viewer");
    private static final String STATUS = "/v1/admin/exposure/calibrate_sh/status?job_id=job";
    private static final String EVENTS =
            "GET /v1/admin/exposure/calibrate_sh/runs/job/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nConnection: close\r\n\r\n";

    @Test
    void allFollowAndNobodyElseWaits() throws Exception {
        try (ServerOnMemory server = ServerOnMemory.start();
                Readers readers = new Readers()) {
            tell(server, Steps.step("job", 1, 1, RunState.RUNNING));
            int before = threads();
            readers.come(server, READERS);
            for (Reader reader : readers.all) assertTrue(reader.status().contains(" 200 "), reader::status);
            assertTrue(threads() - before < READERS / 2, before + " threads became " + threads());
            assertEquals(200, status(server));

            for (int iteration = 2; iteration < 50; iteration++)
                tell(server, Steps.step("job", 1, iteration, RunState.ITERATION));
            tell(server, Steps.step("job", 1, 50, RunState.DONE));

            for (Reader reader : readers.all) {
                String told = reader.rest();
                for (int seq = 1; seq <= 50; seq++)
                    assertTrue(told.contains("\nid: 1-" + seq + "\n"), "step " + seq + " is told: " + told);
                assertEquals(told.indexOf("id: 1-7\n"), told.lastIndexOf("id: 1-7\n"), "told once");
                assertTrue(told.contains("event: done"), "everybody hears the end");
            }
        }
    }

    @Test
    void oneTooManyIsToldWhenToComeBackAndFindsRoomLater() throws Exception {
        try (ServerOnMemory server = ServerOnMemory.start();
                Readers readers = new Readers()) {
            tell(server, Steps.step("job", 1, 1, RunState.RUNNING));
            readers.come(server, RunStreams.MOST_READERS);
            for (Reader reader : readers.all) assertTrue(reader.status().contains(" 200 "), reader::status);
            try (Reader refused = new Reader(server.port())) {
                assertTrue(refused.status().contains(" 503 "), refused::status);
                assertTrue(refused.rest().contains("Retry-After: 5"));
            }
            tell(server, Steps.step("job", 1, 2, RunState.DONE));
            for (Reader reader : readers.all) assertTrue(reader.rest().contains("event: done"));
            try (Reader another = new Reader(server.port())) {
                assertTrue(another.status().contains(" 200 "), another::status);
                assertTrue(another.rest().contains("event: done"));
            }
        }
    }

    @Test
    void oneThatDoesNotListenKeepsNobodyWaiting() throws Exception {
        try (ServerOnMemory server = ServerOnMemory.start();
                Readers readers = new Readers()) {
            tell(server, Steps.step("job", 1, 1, RunState.RUNNING));
            readers.come(server, 2);
            Reader listener = readers.all.get(1);
            assertTrue(listener.status().contains(" 200 "), listener::status);
            listener.giveUpAfter(SILENCE); // before the server would give up the silent one
            // forty megabytes, more than both sides' buffers hold; the first reader reads none of it
            for (int seq = 2; seq < MANY; seq++)
                tell(server, Steps.heavy(Steps.step("job", 1, seq, RunState.ITERATION), HEAVY));
            tell(server, Steps.step("job", 1, MANY, RunState.DONE));
            assertTrue(listener.rest().contains("event: done"));
        }
    }

    private static void tell(ServerOnMemory server, Progress step) {
        server.views.runs().apply(step.key(), step);
        server.views.changes().signal();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static int status(ServerOnMemory server) throws Exception {
        return CheckedClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + STATUS))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build())
                .statusCode();
    }

    /** Several of them. */
    private static final class Readers implements AutoCloseable {
        final List<Reader> all = new ArrayList<>();

        void come(ServerOnMemory server, int number) throws IOException {
            for (int i = 0; i < number; i++) all.add(new Reader(server.port()));
        }

        @Override
        public void close() throws IOException {
            for (Reader reader : all) reader.close();
        }
    }

    /** One connection that reads a run's events. */
    private static final class Reader implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;
        private String status;

        Reader(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(EVENTS.getBytes(StandardCharsets.ISO_8859_1));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void giveUpAfter(Duration silence) throws IOException {
            socket.setSoTimeout((int) silence.toMillis());
        }

        String status() {
            try {
                if (status == null) status = lines.readLine();
                return status;
            } catch (IOException silent) {
                throw new IllegalStateException(silent);
            }
        }

        /** All that comes until the other side closes. */
        String rest() throws IOException {
            StringBuilder rest = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                rest.append(line).append('\n');
            return rest.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
