package io.qbank.exposure.command.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.qbank.exposure.command.submit.CommandLogUnavailableException;
import io.qbank.exposure.command.view.Changes;
import io.qbank.exposure.schemas.json.InvalidMessageException;
import io.qbank.exposure.schemas.json.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes on Javalin: who may come in, how long it took, and every error as a problem document. One of the few places that
 * may catch broadly.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long MOST_BYTES = 1 << 20;
    private static final int THREADS = 100 + Changes.MOST_WAITING;
    /** Methods with a series of their own; anybody can invent more. */
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts answering.
     *
     * @throws IllegalStateException naming the address when it cannot be bound
     */
    public static HttpServer start(
            String host, int port, List<Route> routes, Tokens tokens, WebRules rules, MeterRegistry registry) {
        Javalin javalin = Javalin.create(config -> {
            server(config, host, port, rules);
            errors(config, routes);
            pages(config, rules);
            new ConsoleFiles(
                            rules.signIn().stream().map(WebRules.SignIn::origin).toList())
                    .addTo(config);
            for (Route route : routes) {
                config.routes.addHttpHandler(
                        HandlerType.findOrCreate(route.method()),
                        route.path(),
                        context -> answer(context, route, tokens));
                // HEAD too, which Javalin would answer by itself, and ask for no token
                if (route.method().equals("GET"))
                    config.routes.addHttpHandler(
                            HandlerType.HEAD, route.path(), context -> answer(context, route, tokens));
            }
            config.requestLogger.http((context, millis) -> measure(context, millis, registry));
        });
        try {
            javalin.start();
        } catch (RuntimeException taken) {
            throw new IllegalStateException("cannot listen on " + host + ":" + port + ": " + taken.getMessage(), taken);
        }
        return new HttpServer(javalin);
    }

    /** The port that answers: the one asked for, or the one chosen when 0 was asked for. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void server(JavalinConfig config, String host, int port, WebRules rules) {
        config.jetty.host = host;
        config.jetty.port = port;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 8);
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
        config.jetty.modifyServer(new SlowRequests(rules.receiveWithin())::watch);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
        });
        config.http.maxRequestSize = MOST_BYTES;
        config.http.prefer405over404 = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    /** What pages of other origins may do; whether browsers stay with https. */
    private static void pages(JavalinConfig config, WebRules rules) {
        Cors cors = new Cors(rules.origins());
        config.routes.before(context -> {
            if (rules.behindTls()) context.header("Strict-Transport-Security", "max-age=31536000");
            if (cors.preflight(context)) context.skipRemainingHandlers();
        });
    }

    private static void answer(Context context, Route route, Tokens tokens) throws Exception {
        headers(context);
        Caller caller = Caller.NOBODY;
        if (route.access() != Access.OPEN) {
            caller = tokens.caller(context.header("Authorization"));
            if (!route.access().allows(caller))
                throw new ProblemException(
                        403,
                        "one of the roles " + String.join(", ", route.access().roles()) + " is required");
        }
        route.handler().answer(new Call(context, caller)).writeTo(context);
    }

    static void headers(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.header("Cache-Control", "no-store");
    }

    private static void errors(JavalinConfig config, List<Route> routes) {
        config.routes.exception(
                InvalidMessageException.class,
                (invalid, context) ->
                        problem(context, Problem.of(422, invalid, context.path(), Call.parsedBody(context))));
        config.routes.exception(
                ItemHandlers.InvalidControlException.class,
                (invalid, context) -> problem(
                        context,
                        Problem.of(
                                400,
                                new InvalidMessageException("sh_p", ItemHandlers.InvalidControlException.DETAIL),
                                context.path(),
                                Call.parsedBody(context))));
        config.routes.exception(ProblemException.class, (refused, context) -> {
            refused.headers().forEach(context::header);
            problem(context, Problem.of(refused.status(), refused.detail(), context.path()));
        });
        config.routes.exception(CommandLogUnavailableException.class, (unavailable, context) -> {
            LOG.warn("a command could not be taken: {}", unavailable.getMessage(), unavailable.getCause());
            later(context, String.valueOf(unavailable.getMessage()));
        });
        config.routes.exception(
                Changes.TooManyWaitingException.class,
                (many, context) -> later(context, String.valueOf(many.getMessage())));
        config.routes.error(
                408,
                context ->
                        problem(context, Problem.of(408, "the request did not come in whole in time", context.path())));
        config.routes.exception(HttpResponseException.class, (known, context) -> known(context, known, routes));
        config.routes.exception(Exception.class, (unexpected, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), unexpected);
            problem(context, Problem.of(500, "something went wrong here; it is in the log", context.path()));
        });
    }

    private static void later(Context context, String why) {
        context.header("Retry-After", "1");
        problem(context, Problem.of(503, why, context.path()));
    }

    private static void known(Context context, HttpResponseException known, List<Route> routes) {
        int status = known.getStatus();
        String detail = switch (status) {
            case 404 -> "there is nothing at " + context.path();
            case 405 -> context.method() + " is not allowed here";
            case 413 -> "the body must be at most " + MOST_BYTES + " bytes";
            default -> String.valueOf(known.getMessage());
        };
        if (status == 405) context.header("Allow", allowed(context.path(), routes));
        problem(context, Problem.of(status, detail, context.path()));
    }

    private static String allowed(String path, List<Route> routes) {
        return routes.stream()
                .filter(route -> path.matches(route.path().replaceAll("\\{[^}]*}", "[^/]+")))
                .map(Route::method)
                .flatMap(method -> method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(method))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void problem(Context context, Problem problem) {
        headers(context);
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(problem));
    }

    private static void measure(Context context, float millis, MeterRegistry registry) {
        var endpoint = context.endpoints().matchedHttpEndpoint();
        Timer.builder("http.server.requests")
                .description("Requests answered, by route, method and status")
                .tag("route", endpoint == null ? "none" : endpoint.path)
                .tag(
                        "method",
                        METHODS.contains(context.method().name())
                                ? context.method().name()
                                : "other")
                .tag("status", Integer.toString(context.statusCode()))
                .register(registry)
                .record(java.time.Duration.ofNanos((long) (millis * 1e6)));
    }
}
