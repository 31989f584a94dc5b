package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.exposure.DriftEvent;
import io.qbank.exposure.schemas.exposure.Evidence;
import io.qbank.exposure.schemas.item.ItemChange;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Keys;
import io.qbank.exposure.schemas.topic.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the topics say is what the API shows. */
class ViewsIT {
    private static final String BASE = "/v1/admin/exposure";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private static RunningApi api;
    private final String exam = Samples.unique("EXAM");

    @BeforeAll
    static void start() {
        api = RunningApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void ratesAreExposuresOverSessions() throws Exception {
        api.bank.publishes(api.bank.item(exam, 301, 0.5));
        api.bank.sessions(exam, TODAY.minusDays(1), 40);
        api.bank.sessions(exam, TODAY, 8);
        api.bank.counts(exam, TODAY.minusDays(1), 301, 10);
        api.bank.counts(exam, TODAY, 301, 2);
        api.bank.counts(exam, TODAY, 302, 4);

        eventually(
                SOON,
                "both days show",
                () -> daily("")
                        .equals("{\"days\":["
                                + "{\"day\":\"2026-11-01\",\"sessions\":40,\"items\":[{\"question_id\":301,\"version\":1,\"topic_id\":7,"
                                + "\"exposures\":10,\"rate\":0.25,\"cap\":0.2,\"k\":0.5}]},"
                                + "{\"day\":\"2026-11-02\",\"sessions\":8,\"items\":[{\"question_id\":302,\"version\":1,\"topic_id\":null,"
                                + "\"exposures\":4,\"rate\":0.5,\"cap\":0.2,\"k\":0.5},{\"question_id\":301,\"version\":1,\"topic_id\":7,"
                                + "\"exposures\":2,\"rate\":0.25,\"cap\":0.2,\"k\":0.5}]}]}"));
        assertFalse(daily("&topic_id=7").contains("302"));
        assertFalse(daily("&question_id=302").contains("301"));
        assertFalse(daily("&from=2026-11-02").contains("2026-11-01"));
    }

    @Test
    void aSessionIsServedTheSameAtEveryInstance() throws Exception {
        for (int question = 401; question <= 420; question++) api.bank.publishes(api.bank.item(exam, question, 0.5));
        String items = java.util.stream.IntStream.rangeClosed(401, 420)
                .mapToObj(question -> "{\"question_id\":" + question + ",\"version\":1}")
                .collect(java.util.stream.Collectors.joining(","));
        String asked = "{\"session_id\":\"candidate-1\",\"exam_code\":\"" + exam + "\",\"items\":[" + items + "]}";
        eventually(SOON, "all items are known", () -> !serve(api, asked).contains("unknown"));

        try (RunningApi other = RunningApi.start(api.tenant)) {
            assertEquals(serve(api, asked), serve(api, asked));
            assertEquals(serve(api, asked), serve(other, asked));
        }
        assertTrue(serve(api, asked).contains("\"reason\":\"ok\""));
        assertTrue(serve(api, asked).contains("\"reason\":\"k_rejected\""));
    }

    @Test
    void anItemAtItsDailyLimitIsRefused() throws Exception {
        api.bank.publishes(api.bank.item(exam, 501, 1.0));
        api.bank.counts(exam, TODAY, 501, 50);
        String path = "/v1/exposure/can_serve?question_id=501&version=1";

        eventually(
                SOON,
                "the limit shows",
                () -> api.deliver(path, null)
                        .body()
                        .equals(
                                "{\"question_id\":501,\"version\":1,\"serve\":false,\"reason\":\"daily_max\",\"count\":50,"
                                        + "\"max\":50,\"k\":1.0,\"forced\":false}"));
    }

    @Test
    void runsComeNewestFirstAPageAtATime() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.bank.steps(exam, exam + "-" + i, 1, 0, i == 3 ? RunState.FAILED : RunState.RUNNING, 0);
            api.clock.advance(Duration.ofSeconds(1));
        }
        String path = BASE + "/calibrate_sh/runs?exam_code=" + exam;
        eventually(SOON, "all runs show", () -> api.get(path).json().get("runs").size() == 5);

        JsonNode first = api.get(path + "&limit=2").json();
        JsonNode second =
                api.get(path + "&limit=3&after=" + first.get("next").asText()).json();

        assertEquals(exam + "-4", first.get("runs").get(0).get("job_id").asText());
        assertEquals(exam + "-2", second.get("runs").get(0).get("job_id").asText());
        assertEquals(3, second.get("runs").size());
        assertTrue(second.get("next").isNull());
        JsonNode failed = api.get(path + "&state=failed").json().get("runs");
        assertEquals(1, failed.size());
        assertEquals("broken", failed.get(0).get("reason").asText());
        JsonNode one = api.get(BASE + "/calibrate_sh/runs/" + exam + "-3").json();
        assertEquals("failed", one.get("state").asText());
        assertEquals("broken", one.get("reason").asText());
        assertEquals(0, api.get(path + "&trigger=drift").json().get("runs").size());
    }

    @Test
    void oneRunTellsEverything() throws Exception {
        String job = api.post(BASE + "/calibrate_sh/start", "{\"exam_code\":\"" + exam + "\",\"tau\":0.3}")
                .json()
                .get("job_id")
                .asText();
        api.bank.steps(exam, job, 1, 0, RunState.RUNNING, 0);
        api.bank.steps(exam, job, 1, 1, RunState.ITERATION, 1);
        String path = BASE + "/calibrate_sh/runs/" + job;
        eventually(
                SOON,
                "the iteration shows",
                () -> api.get(path).json().get("history").size() == 1);

        JsonNode run = api.get(path).json();

        assertEquals("running", run.get("state").asText());
        assertEquals("tester", run.get("requested_by").asText());
        assertEquals("api", run.get("trigger").asText());
        assertEquals(0.3, run.get("parameters").get("tau").asDouble());
        assertEquals("2026-11-02T", run.get("started_at").asText().substring(0, 11));
        assertTrue(run.get("finished_at").isNull());
        assertTrue(run.get("report").isNull());
    }

    @Test
    void stepsAreTheEventsOfARunAndEndWithIt() throws Exception {
        String job = Samples.unique("job");
        api.bank.steps(exam, job, 1, 0, RunState.RUNNING, 0);
        api.bank.steps(exam, job, 1, 1, RunState.ITERATION, 1);
        eventually(
                SOON,
                "the run is known",
                () -> api.get(BASE + "/calibrate_sh/runs/" + job).status() == 200);

        CompletableFuture<HttpResponse<String>> stream = events(job, null);
        api.bank.steps(exam, job, 1, 2, RunState.ITERATION, 2);
        api.bank.steps(exam, job, 1, 3, RunState.DONE, 2);

        HttpResponse<String> ended = stream.get(60, java.util.concurrent.TimeUnit.SECONDS);
        assertEquals(
                "text/event-stream;charset=utf-8",
                ended.headers().firstValue("Content-Type").orElse("").toLowerCase(java.util.Locale.ROOT));
        assertEquals(List.of("1-0", "1-1", "1-2", "1-3"), ids(ended.body()));
        assertTrue(ended.body().contains("event: done\ndata: {\"job_id\":\"" + job + "\""));
    }

    @Test
    void aReaderThatComesBackGoesOnWhereItWas() throws Exception {
        String job = Samples.unique("job");
        for (int seq = 0; seq < 4; seq++)
            api.bank.steps(exam, job, 1, seq, seq == 3 ? RunState.DONE : RunState.ITERATION, seq);
        eventually(
                SOON,
                "the run is done",
                () -> api.get(BASE + "/calibrate_sh/runs/" + job).body().contains("\"state\":\"done\""));

        HttpResponse<String> rest = events(job, "1-1").get(60, java.util.concurrent.TimeUnit.SECONDS);

        assertEquals(List.of("1-2", "1-3"), ids(rest.body()));
    }

    @Test
    void alertsComeNewestFirst() throws Exception {
        for (int alert = 1; alert <= 2; alert++) {
            api.bank.send(
                    Topics.DRIFT,
                    Keys.exam(api.tenant, exam),
                    new DriftEvent(
                            api.tenant,
                            exam,
                            TODAY,
                            alert,
                            api.clock.instant(),
                            List.of(new DriftEvent.DriftedItem(1, 1, 9.5, 0.3, 0.2)),
                            null,
                            "no policy",
                            api.clock.instant().plusSeconds(alert)));
        }
        String path = BASE + "/drift?exam_code=" + exam;
        eventually(
                SOON,
                "both alerts show",
                () -> api.get(path).json().get("events").size() == 2);

        JsonNode newest = api.get(path).json().get("events").get(0);

        assertEquals(2, newest.get("alert").asInt());
        assertEquals(9.5, newest.get("items").get(0).get("ln_e").asDouble());
    }

    @Test
    void anItemTellsWhoChangedIt() throws Exception {
        ItemState plain = api.bank.item(exam, 601, 0.5);
        Instant at = Instant.parse("2026-11-02T09:00:00Z");
        ItemChange change =
                new ItemChange(at, "tester", null, "c-1", 0.75, 0.5, null, 0.2, "block", "block", false, false);
        api.bank.publishes(new ItemState(
                plain.tenantId(),
                plain.questionId(),
                plain.version(),
                plain.exams(),
                plain.topicId(),
                plain.a(),
                plain.b(),
                plain.c(),
                plain.k(),
                plain.cap(),
                plain.rejection(),
                plain.locked(),
                plain.jobId(),
                plain.effectiveFrom(),
                plain.lsn(),
                List.of(change),
                null));
        String path = BASE + "/items/601/1/history";
        eventually(SOON, "the item shows", () -> api.get(path).status() == 200);

        assertEquals(
                "{\"changes\":[{\"at\":\"2026-11-02T09:00:00Z\",\"by\":\"tester\",\"job_id\":null,\"command_id\":\"c-1\","
                        + "\"old_k\":0.75,\"new_k\":0.5,\"old_cap\":null,\"new_cap\":0.2,\"old_rejection\":\"block\","
                        + "\"new_rejection\":\"block\",\"old_locked\":false,\"new_locked\":false}]}",
                api.get(path).body());
    }

    @Test
    void evidenceComesDayByDayTheStrongestFirst() throws Exception {
        evidence(701, TODAY.minusDays(1), 1.5, false);
        evidence(702, TODAY.minusDays(1), 4.5, false);
        evidence(701, TODAY, 2.5, true);
        String path = BASE + "/evidence?exam_code=" + exam;
        eventually(
                SOON,
                "all of it shows",
                () -> api.get(path).json().findValues("ln_e").size() == 3);

        JsonNode days = api.get(path).json().get("days");

        assertEquals("2026-11-01", days.get(0).get("day").asText());
        assertEquals(702, days.get(0).get("items").get(0).get("question_id").asInt());
        assertEquals(1.5, days.get(0).get("items").get(1).get("ln_e").asDouble());
        assertTrue(days.get(1).get("items").get(0).get("provisional").asBoolean());
        assertEquals(
                1, api.get(path + "&question_id=702").json().findValues("ln_e").size());
        assertEquals(1, api.get(path + "&from=2026-11-02").json().get("days").size());
    }

    private void evidence(long questionId, LocalDate day, double lnE, boolean provisional) {
        api.bank.send(
                Topics.EVIDENCE,
                Keys.itemDay(api.tenant, exam, questionId, 1, day),
                new Evidence(
                        api.tenant,
                        exam,
                        questionId,
                        1,
                        day,
                        lnE,
                        6_000,
                        0.22,
                        Instant.parse("2026-10-01T00:00:00Z"),
                        provisional));
    }

    private String daily(String more) throws Exception {
        return api.get(BASE + "/daily?exam_code=" + exam + more).body();
    }

    private static String serve(RunningApi at, String asked) throws Exception {
        return at.deliver("/v1/exposure/can_serve", asked).body();
    }

    private static CompletableFuture<HttpResponse<String>> events(String job, String last) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(BASE + "/calibrate_sh/runs/" + job + "/events"))
                .header("Authorization", "Bearer " + TestTokens.of(api.tenant, "viewer"));
        if (last != null) request.header("Last-Event-ID", last);
        return CheckedClient.sendAsync(request.build());
    }

    private static List<String> ids(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }
}
