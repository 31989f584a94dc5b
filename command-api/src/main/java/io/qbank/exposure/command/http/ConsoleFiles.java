package io.qbank.exposure.command.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The admin console: static files of this jar, and libraries out of their WebJars under names without a version. What the
 * page may load is decided here too: scripts of this server and nothing else. The page's import map has to stand in the
 * page itself; it is let through by its hash, computed from the page, so that the two cannot part. Thread-safe.
 */
final class ConsoleFiles {
    private static final String PATH = "/console/";
    /** Names of files; no dot but the one of the ending, so no way out of the folder. */
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z-]+/)*[A-Za-z-]+\\.(html|js|css|svg|txt)");

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");
    private static final Map<String, String> LIBRARIES = Map.of(
            "lib/preact.js", webJar("preact", "dist/preact.module.js"),
            "lib/hooks.js", webJar("preact", "hooks/dist/hooks.module.js"),
            "lib/uplot.js", webJar("uplot", "dist/uPlot.iife.min.js"),
            "lib/uplot.css", webJar("uplot", "dist/uPlot.min.css"),
            "lib/pico.css", webJar("picocss__pico", "css/pico.min.css"));

    private final String policy;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** @param connect what the console may speak to besides this server, such as the issuer of tokens */
    ConsoleFiles(List<String> connect) {
        Matcher map = IMPORT_MAP.matcher(new String(read("/console/index.html").orElseThrow(), StandardCharsets.UTF_8));
        if (!map.find()) throw new IllegalStateException("the console's page has no import map");
        String hash = Base64.getEncoder().encodeToString(sha256(map.group(1).getBytes(StandardCharsets.UTF_8)));
        policy = "default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self'; img-src 'self' data:; "
                + "connect-src "
                + String.join(" ", List.of("'self'", String.join(" ", connect))).strip()
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** A file as it goes out, and its version. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Asset(byte[] bytes, String type, String version) {}

    void addTo(JavalinConfig config) {
        config.routes.get(
                "/console",
                context -> { // with or without the slash: the router takes them for the same
                    if (context.path().equals(PATH)) answer(context, "index.html");
                    else context.redirect(PATH);
                });
        config.routes.get("/console/<name>", context -> answer(context, context.pathParam("name")));
    }

    private void answer(Context context, String name) {
        Asset asset = asset(name).orElseThrow(NotFoundResponse::new);
        HttpServer.headers(context);
        context.header("Content-Security-Policy", policy);
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cache-Control", "no-cache"); // kept, and asked for again with its version
        context.header("ETag", asset.version);
        if (asset.version.equals(context.header("If-None-Match"))) context.status(304);
        else context.contentType(asset.type).result(asset.bytes);
    }

    private Optional<Asset> asset(String name) {
        Asset known = assets.get(name);
        if (known != null) return Optional.of(known);
        Matcher spelled = NAME.matcher(name);
        if (!spelled.matches()) return Optional.empty();
        String type = TYPES.get(spelled.group(1));
        Optional<Asset> found = read(LIBRARIES.getOrDefault(name, PATH + name))
                .map(bytes -> new Asset(bytes, String.valueOf(type), '"' + version(bytes) + '"'));
        found.ifPresent(asset -> assets.put(name, asset));
        return found;
    }

    private static String version(byte[] bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sha256(bytes))
                .substring(0, 20);
    }

    private static String webJar(String name, String file) {
        Properties properties = new Properties();
        String about = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(about)) {
            if (in == null) throw new IllegalStateException("the WebJar of " + name + " is not on the class path");
            properties.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(about, unreadable);
        }
        return "/META-INF/resources/webjars/" + name + '/' + properties.getProperty("version") + '/' + file;
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
