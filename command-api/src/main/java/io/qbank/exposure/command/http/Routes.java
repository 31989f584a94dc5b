package io.qbank.exposure.command.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.qbank.exposure.command.serve.CanServe;
import io.qbank.exposure.command.submit.Submissions;
import io.qbank.exposure.command.view.Views;
import java.util.List;
import java.util.stream.Stream;

/** What one can ask: method, path, who may, and what answers. */
public final class Routes {
    static final String ADMIN = "/v1/admin/exposure";
    private static final String CALIBRATE = ADMIN + "/calibrate_sh";

    private Routes() {}

    /** Every route, over what the API knows and can do; all but the open ones answer once it knows what there is. */
    public static List<Route> all(
            Views views,
            Submissions submissions,
            CanServe serve,
            PrometheusMeterRegistry registry,
            Health health,
            WebRules rules) {
        StartLimit limit =
                new StartLimit(rules.startsPerMinute(), submissions.ids().machine());
        RunHandlers runs = new RunHandlers(views, submissions, limit);
        RunListHandlers list = new RunListHandlers(views.runs(), runs);
        CommandHandlers commands = new CommandHandlers(views.outcomes(), submissions.ids());
        DailyHandlers daily = new DailyHandlers(views);
        EvidenceHandlers evidence = new EvidenceHandlers(views);
        PolicyHandlers policies = new PolicyHandlers(views, submissions);
        ItemHandlers items = new ItemHandlers(views, submissions);
        ExamHandlers exams = new ExamHandlers(views);
        ServeHandlers serving = new ServeHandlers(serve);
        ConfigHandlers config = new ConfigHandlers(submissions.tenantId(), rules.signIn());
        DocsHandlers docs = new DocsHandlers();
        ServiceHandlers service = new ServiceHandlers(registry, health);
        Stream<Route> routes = Stream.of(
                new Route("POST", CALIBRATE + "/start", Access.ADMIN, runs::start),
                new Route("GET", CALIBRATE + "/status", Access.VIEWER, runs::status),
                new Route("POST", CALIBRATE + "/cancel", Access.ADMIN, runs::cancel),
                new Route("GET", CALIBRATE + "/runs", Access.VIEWER, list::list),
                new Route("GET", CALIBRATE + "/runs/{job_id}", Access.VIEWER, list::one),
                new Route("GET", CALIBRATE + "/runs/{job_id}/events", Access.VIEWER, runs::events),
                new Route("POST", CALIBRATE + "/runs/{job_id}/rollback", Access.ADMIN, runs::rollback),
                new Route("GET", ADMIN + "/exams", Access.VIEWER, exams::list),
                new Route("GET", ADMIN + "/exams/{exam_code}/items", Access.VIEWER, exams::items),
                new Route("GET", ADMIN + "/items", Access.VIEWER, items::list),
                new Route("GET", ADMIN + "/items/{question_id}/{version}/history", Access.VIEWER, items::history),
                new Route("POST", ADMIN + "/set", Access.ADMIN, items::set),
                new Route("GET", ADMIN + "/commands/{command_id}", Access.VIEWER, commands::one),
                new Route("GET", ADMIN + "/daily", Access.VIEWER, daily::daily),
                new Route("GET", ADMIN + "/drift", Access.VIEWER, daily::drift),
                new Route("GET", ADMIN + "/evidence", Access.VIEWER, evidence::evidence),
                new Route("GET", ADMIN + "/policies/{exam_code}", Access.VIEWER, policies::get),
                new Route("PUT", ADMIN + "/policies/{exam_code}", Access.ADMIN, policies::put),
                new Route("POST", "/v1/exposure/can_serve", Access.DELIVERY, serving::many),
                new Route("GET", "/v1/exposure/can_serve", Access.DELIVERY, serving::one),
                new Route("GET", "/v1/config", Access.OPEN, config::config),
                new Route("GET", "/health", Access.OPEN, service::live),
                new Route("GET", "/health/live", Access.OPEN, service::live),
                new Route("GET", "/health/ready", Access.OPEN, service::ready),
                new Route("GET", "/metrics", Access.OPEN, service::metrics),
                new Route("GET", "/openapi.json", Access.OPEN, service::openApi),
                new Route("GET", "/docs", Access.OPEN, docs::page),
                new Route("GET", "/docs/{file}", Access.OPEN, docs::asset),
                new Route("GET", "/", Access.OPEN, service::root));
        return routes.map(route -> route.access() == Access.OPEN ? route : onceCaughtUp(route, health))
                .toList();
    }

    private static Route onceCaughtUp(Route route, Health health) {
        return new Route(route.method(), route.path(), route.access(), health.onceCaughtUp(route.handler()));
    }
}
