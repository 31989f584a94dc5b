package io.qbank.exposure.schemas.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /metrics} of a service without an HTTP API of its
 * own, on the JDK's server. Closing stops the server and leaves the registry to its owner.
 */
public final class Observability implements AutoCloseable {
    /** Seconds that a request may take to come, and an answer to go: two threads, and half a request would hold one. */
    private static final Map<String, String> SLOWEST =
            Map.of("sun.net.httpserver.maxReqTime", "5", "sun.net.httpserver.maxRspTime", "30");

    static { // read once, by the first server of the process
        SLOWEST.forEach((limit, seconds) -> System.setProperty(limit, System.getProperty(limit, seconds)));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Observability.class);
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private final HttpServer server;
    private final ExecutorService threads;
    private final JvmGcMetrics gc;

    private Observability(HttpServer server, ExecutorService threads, JvmGcMetrics gc) {
        this.server = server;
        this.threads = threads;
        this.gc = gc;
    }

    /** A registry as every service has it. */
    public static PrometheusMeterRegistry registry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    /**
     * Starts answering.
     *
     * @param live whether the process can still do its work; false asks for a restart
     * @param ready whether it has caught up and takes work
     * @throws UncheckedIOException naming the address when it cannot be bound
     */
    public static Observability start(
            String host, int port, PrometheusMeterRegistry registry, BooleanSupplier live, BooleanSupplier ready) {
        return start(host, port, registry, live, ready, () -> {});
    }

    /**
     * Starts answering.
     *
     * @param beforeScrape brings gauges up to date that are worked out only when somebody looks; called by several threads
     * @throws UncheckedIOException naming the address when it cannot be bound
     */
    public static Observability start(
            String host,
            int port,
            PrometheusMeterRegistry registry,
            BooleanSupplier live,
            BooleanSupplier ready,
            Runnable beforeScrape) {
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 64);
            ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
                Thread thread = new Thread(task, "observability");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", exchange -> route(exchange, live, ready, () -> scrape(registry, beforeScrape)));
            server.start();
            return new Observability(server, threads, gc);
        } catch (IOException taken) {
            gc.close();
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + taken.getMessage(), taken);
        }
    }

    /** The port that answers: the one asked for, or the one chosen when 0 was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        gc.close();
    }

    /** Metrics as they are at the moment, also where not all could be brought up to date. */
    private static String scrape(PrometheusMeterRegistry registry, Runnable before) {
        try {
            before.run();
        } catch (RuntimeException broken) {
            LOG.warn("gauges could not be brought up to date", broken);
        }
        return registry.scrape();
    }

    private static void route(
            HttpExchange exchange, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics)
            throws IOException {
        switch (exchange.getRequestURI().getPath()) {
            case "/health", "/health/live" -> health(exchange, live);
            case "/health/ready" -> health(exchange, ready);
            case "/metrics" -> answer(exchange, 200, PROMETHEUS, metrics.get());
            default -> answer(exchange, 404, JSON, "{\"status\":\"not found\"}");
        }
    }

    private static void health(HttpExchange exchange, BooleanSupplier check) throws IOException {
        boolean well = passes(check);
        answer(exchange, well ? 200 : 503, JSON, well ? "{\"status\":\"ok\"}" : "{\"status\":\"unavailable\"}");
    }

    private static boolean passes(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException broken) {
            LOG.warn("a health check failed", broken);
            return false;
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) exchange.getResponseBody().write(bytes);
        }
    }
}
