package io.qbank.exposure.command.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What whoever operates the service asks. */
final class ServiceHandlers {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Health health;
    private final String openApi;

    ServiceHandlers(PrometheusMeterRegistry registry, Health health) {
        this.registry = registry;
        this.health = health;
        openApi = resource("/openapi.json");
    }

    Answer live(Call call) {
        boolean lives = health.live().getAsBoolean();
        return Answer.json(lives ? 200 : 503, Map.of("status", lives ? "ok" : "a worker has died; restart"));
    }

    Answer ready(Call call) {
        boolean ready = health.ready().getAsBoolean();
        return Answer.json(ready ? 200 : 503, Map.of("status", ready ? "ok" : "catching up"));
    }

    Answer metrics(Call call) {
        return Answer.text(PROMETHEUS, registry.scrape());
    }

    Answer openApi(Call call) {
        return Answer.text("application/json", openApi);
    }

    /** Who looks with a browser is sent to the console. */
    Answer root(Call call) {
        if (call.header("Accept").orElse("").contains("text/html")) return context -> context.redirect("/console/");
        return Answer.ok(Map.of(
                "service",
                "qbank-exposure command-api",
                "console",
                "/console/",
                "openapi",
                "/openapi.json",
                "docs",
                "/docs",
                "health",
                "/health/ready",
                "metrics",
                "/metrics"));
    }

    private static String resource(String name) {
        try (InputStream in = ServiceHandlers.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is not in the jar");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
