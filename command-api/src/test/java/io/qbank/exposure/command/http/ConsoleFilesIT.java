package io.qbank.exposure.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesIT {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:href|src)=\"([^\"#]+)\"|from \"(\\.[^\"]+)\"|url\\(\"([^\"]+)\"\\)");
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
    void everyFileThatTheConsoleNamesIsServedWithItsType() throws Exception {
        Set<String> known = new LinkedHashSet<>(Set.of("/console/"));
        for (Set<String> fresh = known; !fresh.isEmpty(); ) {
            Set<String> found = new LinkedHashSet<>();
            for (String path : fresh) {
                HttpResponse<String> answer = get(path);
                assertEquals(200, answer.statusCode(), path);
                assertTrue(type(answer).matches("(text/(html|javascript|css)|image/svg\\+xml).*"), path + type(answer));
                if (!path.contains("/lib/")) found.addAll(references(path, answer.body()));
            }
            found.removeAll(known);
            known.addAll(found);
            fresh = found;
        }

        assertTrue(
                known.contains("/console/drift/policy.js") && known.contains("/console/lib/pico.css"),
                known.toString());
    }

    @Test
    void everyModuleIsAskedForAtOnceAndNotOnlyWhenAnotherNamesIt() throws Exception {
        String page = get("/console/").body();
        Set<String> known = new LinkedHashSet<>(Set.of("/console/app.js"));
        for (Set<String> fresh = known; !fresh.isEmpty(); ) {
            Set<String> found = new LinkedHashSet<>();
            for (String module : fresh) {
                found.addAll(references(module, get(module).body()));
                String name = module.substring("/console/".length());
                assertTrue(
                        page.contains("<link rel=\"modulepreload\" href=\"" + name + "\">") || name.equals("app.js"),
                        name);
            }
            found.removeIf(name -> !name.endsWith(".js") || known.contains(name));
            known.addAll(found);
            fresh = found;
        }
    }

    @Test
    void thePolicyLetsTheServersScriptsRunAndTheImportMapAndNothingElse() throws Exception {
        HttpResponse<String> page = get("/console/");

        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        Matcher map =
                Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(page.body());
        assertTrue(map.find());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        assertTrue(
                policy.contains(
                        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';"),
                policy);
        assertTrue(policy.contains("default-src 'none'") && policy.contains("connect-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().matches("(?s).*(<style|\\son\\w+=|\\sstyle=).*"));
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void aFileThatHasNotChangedIsNotSentAgain() throws Exception {
        String version = get("/console/app.js").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(request("/console/app.js").header("If-None-Match", version));

        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing.js",
                "../logback.xml",
                "%2e%2e/logback.xml",
                "..%2flogback.xml",
                "lib/",
                "lib/htm.js",
                "app.JS"
            })
    void nothingElseIsServed(String name) throws Exception {
        assertTrue(Set.of(400, 404).contains(get("/console/" + name).statusCode()));
    }

    @Test
    void aBrowserAtTheRootIsSentToTheConsoleAndAProgramIsToldWhatThereIs() throws Exception {
        HttpResponse<String> browser = send(request("/").header("Accept", "text/html,*/*;q=0.8"));
        HttpResponse<String> program = get("/");

        assertEquals(302, browser.statusCode());
        assertEquals("/console/", browser.headers().firstValue("Location").orElseThrow());
        assertEquals(200, program.statusCode());
        assertTrue(program.body().contains("/openapi.json"));
    }

    private static Set<String> references(String path, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String name = reference.group(1) != null
                    ? reference.group(1)
                    : reference.group(2) != null ? reference.group(2) : reference.group(3);
            if (name.startsWith("$")) continue;
            String base = path.endsWith(".js") && reference.group(1) != null ? "/console/" : path;
            found.add(URI.create(base).resolve(name).toString());
        }
        return found;
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("none");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
