package io.qbank.exposure.command;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qbank.exposure.command.http.Health;
import io.qbank.exposure.command.http.HttpServer;
import io.qbank.exposure.command.http.PublishedKeys;
import io.qbank.exposure.command.http.Routes;
import io.qbank.exposure.command.http.Signatures;
import io.qbank.exposure.command.http.Tokens;
import io.qbank.exposure.command.kafka.KafkaCommandLog;
import io.qbank.exposure.command.kafka.ViewFeed;
import io.qbank.exposure.command.serve.CanServe;
import io.qbank.exposure.command.serve.SessionDraw;
import io.qbank.exposure.command.submit.Ids;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.schemas.service.Duty;
import io.qbank.exposure.schemas.service.DutyThread;
import io.qbank.exposure.schemas.service.Observability;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** The running API. It stops answering first, then it stops listening to Kafka. */
public final class CommandApi implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(200);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<DutyThread> duties = new CopyOnWriteArrayList<>();
    private final KafkaCommandLog log;
    private final ViewFeed feed;
    private final HttpServer http;

    private CommandApi(CommandApiConfig config, Clock clock, Clock machine, Duration patience) {
        PrometheusMeterRegistry registry = Observability.registry();
        Views views = Views.empty(clock);
        log = new KafkaCommandLog(config.kafka(), config.instanceId(), clock);
        feed = new ViewFeed(config.kafka(), config.instanceId(), config.tenantId(), views, registry);
        Ids ids = new Ids(machine, new SecureRandom()::nextLong);
        CanServe serve = new CanServe(
                views.items(),
                views.daily(),
                config.maxDaily(),
                new SessionDraw(config.secret().bytes()),
                () -> ThreadLocalRandom.current().nextDouble());
        Submissions submissions = Submissions.over(log, views, ids, config.tenantId(), clock, patience);
        Signatures signatures = signatures(config);
        http = HttpServer.start( // first, so that a port in use is told before anything else happens
                config.host(),
                config.port(),
                Routes.all(
                        views,
                        submissions,
                        serve,
                        registry,
                        new Health(this::live, feed::caughtUp, this::ready),
                        config.web().rules()),
                new Tokens(signatures, config.web().tokens(config.tenantId()), machine),
                config.web().rules(),
                registry);
        opened.push(registry::close);
        opened.push(signatures);
        opened.push(watchJvm(registry));
        opened.push(log);
        opened.push(duty("command-log", log));
        opened.push(feed);
        opened.push(duty("view-feed", feed));
        opened.push(http);
        opened.push(views.changes()); // wakes who waits, so that the server can stop
    }

    /**
     * Starts answering; {@link #ready()} tells when it knows everything.
     *
     * @param clock business time
     */
    public static CommandApi start(CommandApiConfig config, Clock clock) {
        return start(config, clock, Submissions.PATIENCE);
    }

    /** @param patience how long a caller is kept waiting for what becomes of a command */
    static CommandApi start(CommandApiConfig config, Clock clock, Duration patience) {
        return new CommandApi(config, clock, Clock.systemUTC(), patience);
    }

    /** Whether all workers still work; one that has died comes back with the process only. */
    public boolean live() {
        return duties.stream().allMatch(DutyThread::alive);
    }

    /**
     * Whether the views have caught up, and the brokers have been reached since the start. Not whether commands can be taken now:
     * while the brokers are away delivery is still answered from memory, and would not be by an instance out of service.
     */
    public boolean ready() {
        return feed.ready() && log.reached();
    }

    /** The port that answers. */
    public int port() {
        return http.port();
    }

    private static Signatures signatures(CommandApiConfig config) {
        return config.web()
                .keys()
                .<Signatures>map(PublishedKeys::at)
                .orElseGet(() -> Signatures.of(config.secret().bytes()));
    }

    private DutyThread duty(String name, Duty duty) {
        DutyThread started = DutyThread.start(name, duty, REST);
        duties.add(started);
        return started;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                if (first == null) first = new IllegalStateException("could not close everything", failed);
                else first.addSuppressed(failed);
            }
        }
        if (first != null) throw first;
    }

    private static AutoCloseable watchJvm(PrometheusMeterRegistry registry) {
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return gc;
    }
}
