package io.qbank.exposure.demo.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** What a service tells Prometheus: each family of metrics with its help text. */
final class Scrape {
    private Scrape() {}

    static String text(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new AssertionError("/metrics answered " + answer.statusCode());
        return answer.body();
    }

    /** By name; the help text is empty where there is none. */
    static Map<String, String> families(String text) {
        Map<String, String> families = new TreeMap<>();
        text.lines().filter(line -> line.startsWith("# ")).forEach(line -> {
            String[] words = line.split(" ", 4);
            String help = words[1].equals("HELP") && words.length > 3 ? words[3].strip() : "";
            families.merge(words[2], help, (before, now) -> before.isEmpty() ? now : before);
        });
        return families;
    }
}
