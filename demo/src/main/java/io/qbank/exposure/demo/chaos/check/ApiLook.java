package io.qbank.exposure.demo.chaos.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What one instance of the API says. */
final class ApiLook {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String token;

    ApiLook(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** k by {@code question/version}. */
    Map<String, Double> controls() throws IOException, InterruptedException {
        Map<String, Double> controls = new TreeMap<>();
        HttpResponse<byte[]> answer = get("/v1/admin/exposure/items?limit=10000");
        if (answer.statusCode() != 200) throw new IOException(base + " answered " + answer.statusCode());
        for (JsonNode item : TopicReader.json(answer.body()))
            controls.put(
                    item.path("question_id").asText()
                            + '/'
                            + item.path("version").asText(),
                    item.path("sh_p").doubleValue());
        return controls;
    }

    /** State of a run, or what was answered instead. */
    String state(String jobId) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get("/v1/admin/exposure/calibrate_sh/status?job_id=" + jobId);
        return answer.statusCode() == 200
                ? TopicReader.json(answer.body()).path("state").asText()
                : "HTTP " + answer.statusCode();
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }
}
