package io.qbank.exposure.demo.chaos.world;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two of each service, watched as an orchestrator would: one that has died is started anew a moment later, one that has been
 * alive and says that it no longer is gets killed.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration RESTART_AFTER = Duration.ofMillis(1_500);
    private static final Duration NOT_LIVE_FOR = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 250;
    private final List<Instance> instances;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final Map<Instance, Long> downSince = new HashMap<>();
    private final Map<Instance, Long> liveAt = new HashMap<>();
    private final Thread watch = new Thread(this::watch, "orchestrator");
    private volatile boolean closed;
    private final AtomicInteger notLive = new AtomicInteger();

    private Fleet(List<Instance> instances) {
        this.instances = List.copyOf(instances);
    }

    static Fleet start(List<Instance> instances) {
        Fleet fleet = new Fleet(instances);
        fleet.instances.forEach(Instance::start);
        fleet.watch.setDaemon(true);
        fleet.watch.start();
        return fleet;
    }

    public List<Instance> all() {
        return instances;
    }

    /** Both of a service. */
    public List<Instance> of(Service service) {
        return instances.stream().filter(each -> each.service() == service).toList();
    }

    /** Names of those that do not say that they are ready. */
    public List<String> notReady() {
        return instances.stream()
                .filter(each -> !answers(each.address().resolve("/health/ready")))
                .map(Instance::name)
                .toList();
    }

    /** How often one was killed because it said itself that it no longer works. */
    public int notLive() {
        return notLive.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            watch.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        instances.forEach(Instance::holdDown);
    }

    private void watch() {
        while (!closed) {
            long now = System.nanoTime();
            instances.forEach(each -> look(each, now));
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void look(Instance one, long now) {
        if (one.down()) {
            liveAt.remove(one);
            if (now - downSince.computeIfAbsent(one, first -> now) < RESTART_AFTER.toNanos() || closed) return;
            downSince.remove(one);
            one.start();
            return;
        }
        downSince.remove(one);
        if (!one.answerable()) liveAt.remove(one);
        else if (answers(one.address().resolve("/health/live"))) liveAt.put(one, now);
        else if (now - liveAt.getOrDefault(one, now) > NOT_LIVE_FOR.toNanos()) {
            notLive.incrementAndGet();
            one.kill();
        }
    }

    private boolean answers(URI uri) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobody) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
