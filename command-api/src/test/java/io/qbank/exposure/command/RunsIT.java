package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.progress.RunState;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs as the API shows them: listed, one alone, and step by step. */
class RunsIT {
    private static final String BASE = "/v1/admin/exposure";
    private static final Duration SOON = Duration.ofMinutes(1);
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

        HttpResponse<String> ended = stream.get(60, TimeUnit.SECONDS);
        assertEquals(
                "text/event-stream;charset=utf-8",
                ended.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT));
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

        HttpResponse<String> rest = events(job, "1-1").get(60, TimeUnit.SECONDS);

        assertEquals(List.of("1-2", "1-3"), ids(rest.body()));
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
