package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** An API of a tenant of its own on the shared broker, and somebody who asks it over HTTP. */
public final class RunningApi implements AutoCloseable {
    /** Where the test itself plays the calibrator, on a machine that may be slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration START = Duration.ofMinutes(2);

    public final String tenant;
    public final ManualClock clock;
    public final CommandApi api;
    public final Bank bank;

    private RunningApi(String tenant, ManualClock clock, Duration patience) {
        this.tenant = tenant;
        this.clock = clock;
        api = CommandApi.start(
                CommandApiConfig.from(Map.of(
                        "KAFKA_BOOTSTRAP",
                        DevStack.shared().kafka().bootstrap(),
                        "APP_TENANT_ID",
                        tenant,
                        "APP_SECRET",
                        TestTokens.SECRET,
                        "MAX_DAILY_EXPOSURES",
                        "50",
                        "START_LIMIT_PER_MINUTE",
                        "100000",
                        "HTTP_PORT",
                        "0")),
                clock,
                patience);
        bank = new Bank(DevStack.shared().kafka().bootstrap(), tenant, clock);
    }

    /** A new tenant, on Monday the second of November at half past nine. */
    public static RunningApi start() {
        return start(Samples.unique("tenant"));
    }

    /** Another instance for a tenant. */
    public static RunningApi start(String tenant) {
        return start(tenant, PATIENCE);
    }

    /** Another instance for a tenant, that keeps its callers waiting for so long. */
    public static RunningApi start(String tenant, Duration patience) {
        RunningApi started = new RunningApi(tenant, ManualClock.at("2026-11-02T09:30:00Z"), patience);
        eventually(START, "the API is ready", started.api::ready);
        return started;
    }

    public Reply get(String path) throws Exception {
        return ask("GET", path, null, TestTokens.of(tenant, "viewer"));
    }

    public Reply post(String path, String body) throws Exception {
        return ask("POST", path, body, TestTokens.of(tenant, "admin"));
    }

    public Reply deliver(String path, String body) throws Exception {
        return ask(body == null ? "GET" : "POST", path, body, TestTokens.of(tenant, "delivery"));
    }

    public Reply ask(String method, String path, String body, String token, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(90));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (body != null) request.header("Content-Type", "application/json");
        if (headers.length > 0) request.headers(headers);
        return new Reply(CheckedClient.send(request.build()));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    @Override
    public void close() {
        bank.close();
        api.close();
    }

    /** What came back. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return Json.shared().readTree(body());
            } catch (IOException broken) {
                throw new AssertionError("not JSON: " + body(), broken);
            }
        }
    }
}
