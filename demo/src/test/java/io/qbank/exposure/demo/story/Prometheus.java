package io.qbank.exposure.demo.story;

import static io.qbank.exposure.devkit.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.devkit.Ports;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus, Debian's, as a child of the test. Where there is none it is installed, if this is Debian and the user
 * is root; elsewhere the test fails and says what to install.
 */
final class Prometheus implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Scrapes each job once a second. */
    static Prometheus scraping(Path directory, Map<String, Integer> jobs) throws IOException, InterruptedException {
        require();
        StringBuilder config =
                new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
        jobs.forEach((job, port) -> config.append(
                "  - {job_name: %s, static_configs: [{targets: ['127.0.0.1:%d']}]}%n".formatted(job, port)));
        Path file = Files.writeString(Files.createDirectories(directory).resolve("prometheus.yml"), config);
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(directory.resolve("prometheus.log").toFile()))
                .start();
        Prometheus started = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        eventually(START, "Prometheus is ready", () -> Api.answers(started.address.resolve("/-/ready")));
        return started;
    }

    /** Installs Debian's package where it is missing; its server does not start by itself. */
    static void require() throws IOException, InterruptedException {
        if (runs("promtool", "--version") && runs("prometheus", "--version")) return;
        boolean installed = "root".equals(System.getProperty("user.name"))
                && runs("apt-get", "update")
                && runs("apt-get", "install", "--yes", "--no-install-recommends", "prometheus");
        if (!installed || !runs("promtool", "--version"))
            throw new IllegalStateException("dashboards and alerts are tested with Prometheus itself, which is missing"
                    + " here: run apt-get install prometheus as root, or put prometheus and promtool on the PATH");
    }

    /** Rows of an instant query; empty where it has no data. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        URI asked = address.resolve("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new AssertionError(expression + ": " + answer.body());
        return new ObjectMapper().readTree(answer.body()).at("/data/result");
    }

    /** Whether an instant query has a row that is a number. */
    boolean hasData(String expression) throws IOException, InterruptedException {
        for (JsonNode row : query(expression)) if (!row.at("/value/1").asText().equals("NaN")) return true;
        return false;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
