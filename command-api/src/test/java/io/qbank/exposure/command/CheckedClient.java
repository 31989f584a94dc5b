package io.qbank.exposure.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks as a program would, and holds every answer against the OpenAPI document: the only way tests ask the API. */
public final class CheckedClient {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private CheckedClient() {}

    /** The answer, which is as the document says. */
    public static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return checked(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** The answer once it has ended. */
    public static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(CheckedClient::checked);
    }

    private static HttpResponse<String> checked(HttpResponse<String> reply) {
        HttpRequest request = reply.request();
        assertEquals(
                List.of(),
                OpenApiDocument.complaints(request.method(), request.uri().getRawPath(), reply),
                reply::body);
        return reply;
    }
}
