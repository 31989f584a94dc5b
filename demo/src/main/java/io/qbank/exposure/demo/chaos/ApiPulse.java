package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.world.Instance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who asks each instance of the API for its exams, four times a second, and notes how long he waited: from when he
 * meant to ask, so that an answer that is late also delays, and counts for, those behind it. What fails counts as late too.
 */
final class ApiPulse implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final String token;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> waited = new ArrayList<>();
    private int failed;

    ApiPulse(List<Instance> apis, String token) {
        this.token = token;
        for (Instance api : apis) {
            URI exams = api.address().resolve("/v1/admin/exposure/exams");
            Thread thread = new Thread(() -> ask(exams), "pulse-" + api.name());
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** How it was up to now. */
    synchronized String summary() {
        if (waited.isEmpty()) return "the API was not asked yet";
        List<Long> sorted = waited.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "the API was asked %d times: p50 %.1f ms, p99 %.1f ms, most %.1f ms; %d failed",
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6,
                failed);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private void ask(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            for (long due = System.nanoTime(); true; due += EVERY_NANOS) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                note(answered(request), System.nanoTime() - due);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answered(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        }
    }

    private synchronized void note(boolean answered, long nanos) {
        waited.add(nanos);
        if (!answered) failed++;
    }
}
