package io.qbank.exposure.command.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qbank.exposure.command.Issuer;
import io.qbank.exposure.command.TestTokens;
import io.qbank.exposure.command.serve.CanServe;
import io.qbank.exposure.command.serve.SessionDraw;
import io.qbank.exposure.command.submit.Ids;
import io.qbank.exposure.command.submit.MemoryCommandLog;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.view.Views;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.service.Observability;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The HTTP side over views and a log in memory: no broker. */
final class ServerOnMemory implements AutoCloseable {
    static final String TENANT = "tenant";
    private static final byte[] SECRET = TestTokens.SECRET.getBytes(StandardCharsets.UTF_8);

    private static final WebRules RULES = WebRules.local(100_000);
    private static final Health ALL_WELL = new Health(() -> true, () -> true, () -> true);

    final ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
    final Views views = Views.empty(clock);
    final MemoryCommandLog log = new MemoryCommandLog(command -> {});
    volatile boolean live = true;
    volatile boolean caughtUp = true;
    private final HttpServer server;

    private ServerOnMemory(Signatures signatures, TokenRules tokens, WebRules rules) {
        PrometheusMeterRegistry registry = Observability.registry();
        server = HttpServer.start(
                "127.0.0.1",
                0,
                routes(views, log, clock, registry, new Health(() -> live, () -> caughtUp, () -> caughtUp), rules),
                new Tokens(signatures, tokens, Clock.systemUTC()),
                rules,
                registry);
    }

    static ServerOnMemory start() {
        return start(RULES);
    }

    /** With the shared secret. */
    static ServerOnMemory start(WebRules rules) {
        return new ServerOnMemory(Signatures.of(SECRET), TokenRules.of(TENANT), rules);
    }

    /** With what an issuer publishes. */
    static ServerOnMemory start(Issuer issuer) {
        return new ServerOnMemory(
                PublishedKeys.at(issuer.address()),
                new TokenRules(TENANT, Optional.of(Issuer.NAME), Optional.of(Issuer.AUDIENCE)),
                RULES);
    }

    /** What one can ask, to read. */
    static List<Route> routes() {
        ManualClock clock = ManualClock.at("2026-11-02T09:30:00Z");
        return routes(
                Views.empty(clock),
                new MemoryCommandLog(command -> {}),
                clock,
                Observability.registry(),
                ALL_WELL,
                RULES);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        views.changes().close();
        server.close();
    }

    private static List<Route> routes(
            Views views,
            MemoryCommandLog log,
            ManualClock clock,
            PrometheusMeterRegistry registry,
            Health health,
            WebRules rules) {
        Ids ids = new Ids(Clock.systemUTC(), new Random()::nextLong);
        CanServe serve =
                new CanServe(views.items(), views.daily(), 50, new SessionDraw(SECRET), new Random()::nextDouble);
        return Routes.all(
                views,
                Submissions.over(log, views, ids, TENANT, clock, Duration.ofMillis(200)),
                serve,
                registry,
                health,
                rules);
    }
}
