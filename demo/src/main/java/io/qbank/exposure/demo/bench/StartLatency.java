package io.qbank.exposure.demo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** From a start at one instance until another one tells that the run is queued: both requests, one pair after the other. */
final class StartLatency {
    private static final String BASE = "/v1/admin/exposure/calibrate_sh/";

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int otherPort;
    private final String token;

    StartLatency(int port, int otherPort, String token) {
        this.port = port;
        this.otherPort = otherPort;
        this.token = token;
    }

    /** What was measured, in milliseconds. */
    record Figures(double p50, double p99, double most) {}

    Figures run(int starts) throws IOException, InterruptedException {
        long[] nanos = new long[starts];
        for (int i = 0; i < starts; i++) {
            long before = System.nanoTime();
            String job = ask(request(port, "start")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"exam_code\":\"BENCH-" + i + "\"}")))
                    .get("job_id")
                    .asText();
            JsonNode status = ask(request(otherPort, "status?job_id=" + job));
            nanos[i] = System.nanoTime() - before;
            if (!status.get("state").asText().equals("queued")) throw new IllegalStateException("it is " + status);
        }
        Arrays.sort(nanos);
        return new Figures(nanos[starts / 2] / 1e6, nanos[(int) (starts * 0.99)] / 1e6, nanos[starts - 1] / 1e6);
    }

    private HttpRequest.Builder request(int at, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + BASE + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) throw new IllegalStateException("answered " + reply.statusCode() + reply.body());
        return Json.read(reply.body(), JsonNode.class);
    }
}
