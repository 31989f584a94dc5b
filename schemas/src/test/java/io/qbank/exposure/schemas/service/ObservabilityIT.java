package io.qbank.exposure.schemas.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservabilityIT {
    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean(false);
    private final PrometheusMeterRegistry registry = Observability.registry();
    private final Observability observability =
            Observability.start("127.0.0.1", 0, registry, live::get, this::readiness);

    @AfterEach
    void close() {
        observability.close();
        registry.close();
    }

    @Test
    void healthIsOkWhileAliveAndReadinessSaysWhetherItHasCaughtUp() throws Exception {
        HttpResponse<String> health = get("/health");
        HttpResponse<String> notYet = get("/health/ready");
        ready.set(true);
        HttpResponse<String> now = get("/health/ready");

        assertEquals(200, health.statusCode());
        assertEquals("{\"status\":\"ok\"}", health.body());
        assertEquals(
                "application/json", health.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(503, notYet.statusCode());
        assertEquals("{\"status\":\"unavailable\"}", notYet.body());
        assertEquals(200, now.statusCode());
    }

    @Test
    void aProcessThatCannotWorkAnyMoreAsksForARestart() throws Exception {
        live.set(false);

        assertEquals(503, get("/health").statusCode());
        assertEquals(503, get("/health/live").statusCode());
    }

    @Test
    void aReadinessCheckThatFailsIsNotReady() throws Exception {
        live.set(false);
        ready.set(true);

        assertEquals(503, get("/health/ready").statusCode());
    }

    @Test
    void metricsAreInPrometheusFormAndIncludeTheJvmsAndOurs() throws Exception {
        registry.counter("qbank.events").increment();

        HttpResponse<String> metrics = get("/metrics");

        assertEquals(200, metrics.statusCode());
        assertTrue(metrics.body().contains("qbank_events_total 1.0"), metrics.body());
        assertTrue(metrics.body().contains("jvm_memory_used_bytes"), metrics.body());
    }

    @Test
    void whoSendsHalfARequestKeepsNobodyElseOut() throws Exception {
        try (Socket one = half();
                Socket two = half();
                Socket three = half()) {
            assertEquals(200, get("/health/live").statusCode());
            for (Socket each : List.of(one, two, three)) assertTrue(hungUp(each));
        }
    }

    private static boolean hungUp(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private Socket half() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), observability.port());
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write("GET /metrics HTTP/1.1\r\nHost: h\r\nX-Half: ".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void anythingElseIsNotFound() throws Exception {
        assertEquals(404, get("/healthy").statusCode());
        assertEquals(404, get("/").statusCode());
    }

    @Test
    void aPortInUseIsNamed() {
        UncheckedIOException taken = assertThrows(
                UncheckedIOException.class,
                () -> Observability.start(
                        "127.0.0.1", observability.port(), Observability.registry(), live::get, ready::get));

        assertTrue(
                String.valueOf(taken.getMessage()).startsWith("cannot listen on 127.0.0.1:" + observability.port()),
                taken.getMessage());
    }

    /** Broken when ready but not alive. */
    private boolean readiness() {
        if (ready.get() && !live.get()) throw new IllegalStateException("asked too late");
        return ready.get();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + observability.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
