package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.command.CheckedClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document, to read: everything the page needs is here, and its policy allows nothing else. */
class DocsIT {
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
    void everyFileThePageNamesIsThere() throws Exception {
        HttpResponse<String> page = get("/docs");
        List<String> files = Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.startsWith("data:"))
                .toList();

        assertTrue(files.size() > 4, files::toString);
        for (String file : files) {
            assertFalse(file.contains(":") || file.startsWith("/"), file + " is from elsewhere");
            HttpResponse<String> reply = get("/" + file);
            assertEquals(200, reply.statusCode(), file);
            assertEquals(
                    "nosniff",
                    reply.headers().firstValue("X-Content-Type-Options").orElse(""));
        }
    }

    @Test
    void thePageMayRunAndLoadWhatIsHereAndNothingElse() throws Exception {
        for (String path : List.of("/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js")) {
            String policy =
                    get(path).headers().firstValue("Content-Security-Policy").orElse("");

            assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
        }
    }

    @Test
    void nothingElseIsServed() throws Exception {
        for (String name : List.of("swagger-ui.js", "..%2Fopenapi.json", "index.html", "%00"))
            assertTrue(get("/docs/" + name).statusCode() / 100 == 4, name);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CheckedClient.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build());
    }
}
