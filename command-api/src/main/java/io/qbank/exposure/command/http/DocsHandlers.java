package io.qbank.exposure.command.http;

import io.qbank.exposure.schemas.json.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The OpenAPI document to read: Swagger UI out of its WebJar, so that it works without any network but ours. The page may
 * run and load what is here and nothing else.
 */
final class DocsHandlers {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String WEB_JAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private final Answer page = file(read("/docs/index.html"), "text/html; charset=utf-8");
    private final Map<String, Answer> assets = Map.of(
            "docs.js", file(read("/docs/docs.js"), SCRIPT),
            "docs.css", file(read("/docs/docs.css"), STYLE),
            "swagger-ui-bundle.js", file(library("swagger-ui-bundle.js"), SCRIPT),
            "swagger-ui.css", file(library("swagger-ui.css"), STYLE));

    Answer page(Call call) {
        return page;
    }

    Answer asset(Call call) {
        String name = call.path("file", 64);
        Answer asset = assets.get(name);
        if (asset == null) throw new ProblemException(404, "there is no page " + Require.shown(name));
        return asset;
    }

    private static Answer file(byte[] bytes, String type) {
        return context -> {
            context.header("Content-Security-Policy", POLICY);
            context.header("Cache-Control", "public, max-age=3600");
            context.status(200).contentType(type).result(bytes);
        };
    }

    private static byte[] library(String name) {
        try (InputStream in = open(WEB_JAR)) {
            Properties about = new Properties();
            about.load(in);
            return read("/META-INF/resources/webjars/swagger-ui/" + about.getProperty("version") + '/' + name);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = open(name)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream open(String name) {
        InputStream in = DocsHandlers.class.getResourceAsStream(name);
        if (in == null) throw new IllegalStateException(name + " is not on the class path");
        return in;
    }
}
