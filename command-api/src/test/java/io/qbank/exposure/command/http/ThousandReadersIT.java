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
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A thousand readers of one run's events at once, at one instance. As many as it has threads for follow the run to its end; the others
 * are told so at once, and when to come back; and everybody else is answered meanwhile.
 */
class ThousandReadersIT {
    private static final int READERS = 1_000;
    private static final String TOKEN = TestTokens.of(ServerOnMemory.TENANT, "viewer");
    private static final String STATUS = "/v1/admin/exposure/calibrate_sh/status?job_id=job";
    private static final String EVENTS =
            "GET /v1/admin/exposure/calibrate_sh/runs/job/events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nConnection: close\r\n\r\n";

    @Test
    void someFollowTheOthersAreToldAndNobodyElseWaits() throws Exception {
        try (ServerOnMemory server = ServerOnMemory.start()) {
            tell(server, Steps.step("job", 1, 1, RunState.RUNNING));
            List<Reader> readers = new ArrayList<>();
            try {
                for (int i = 0; i < READERS; i++) readers.add(new Reader(server.port()));
                List<Reader> following = new ArrayList<>();
                for (Reader reader : readers) if (reader.status().contains(" 200 ")) following.add(reader);

                assertEquals(RunEvents.MOST_READERS, following.size());
                for (Reader reader : readers)
                    if (!following.contains(reader))
                        assertTrue(
                                reader.status().contains(" 503 ")
                                        && reader.rest().contains("Retry-After: 5"),
                                reader::status);
                assertEquals(200, status(server));

                for (int iteration = 2; iteration < 50; iteration++)
                    tell(server, Steps.step("job", 1, iteration, RunState.ITERATION));
                tell(server, Steps.step("job", 1, 50, RunState.DONE));

                for (Reader reader : following)
                    assertTrue(reader.rest().contains("event: done"), "everybody hears the end");
                try (Reader another = new Reader(server.port())) {
                    assertTrue(another.status().contains(" 200 "), "there is room again");
                    assertTrue(another.rest().contains("event: done"));
                }
            } finally {
                for (Reader reader : readers) reader.close();
            }
        }
    }

    private static void tell(ServerOnMemory server, Progress step) {
        server.views.runs().apply(step.key(), step);
        server.views.changes().signal();
    }

    private static int status(ServerOnMemory server) throws Exception {
        return CheckedClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + STATUS))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build())
                .statusCode();
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
