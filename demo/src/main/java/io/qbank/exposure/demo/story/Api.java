package io.qbank.exposure.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The command API as its users meet it: HTTP, JSON and a bearer token. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;

    Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    /** @throws BrokenChainException if the answer is not 200 */
    JsonNode get(String path) throws InterruptedException {
        return json(path, send(request(path).GET().build()), 200);
    }

    /** @throws BrokenChainException if the answer is not 200 or 202 */
    JsonNode post(String path, String body) throws InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = send(request);
        return json(path, answer, answer.statusCode() == 202 ? 202 : 200);
    }

    /** @throws BrokenChainException if the answer is not 200 or 202 */
    JsonNode put(String path, String body) throws InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> answer = send(request);
        return json(path, answer, answer.statusCode() == 202 ? 202 : 200);
    }

    /** Whether somebody answers 200 there; nobody at all is a no. */
    static boolean answers(URI uri) throws InterruptedException {
        try {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new BrokenChainException(
                    request.method() + " " + request.uri() + " failed: " + failed.getMessage(), failed);
        }
    }

    private static JsonNode json(String path, HttpResponse<byte[]> answer, int expected) {
        if (answer.statusCode() != expected)
            throw new BrokenChainException(answer.request().method() + " " + path + " answered " + answer.statusCode()
                    + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        try {
            return Json.shared().readTree(answer.body());
        } catch (IOException malformed) {
            throw new BrokenChainException(path + " did not answer JSON", malformed);
        }
    }
}
