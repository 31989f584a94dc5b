package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.progress.RunState;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The paths of v7, byte for byte in their names. */
class SeedPathsIT {
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
    void healthIsOk() throws Exception {
        var reply = api.ask("GET", "/health", null, null);

        assertEquals(200, reply.status());
        assertEquals("{\"status\":\"ok\"}", reply.body());
    }

    @Test
    void aStartedRunIsQueuedAtOnceThenRunsThenIsDone() throws Exception {
        var started = api.post(BASE + "/calibrate_sh/start", "{\"exam_code\":\"" + exam + "\"}");
        assertEquals(200, started.status(), started.body());
        String job = started.json().get("job_id").asText();
        String status = BASE + "/calibrate_sh/status?job_id=" + job;

        assertEquals(
                "{\"state\":\"queued\",\"current_iter\":0,\"total_iters\":5,\"avg_exp\":null,\"max_over\":null,\"result\":null}",
                api.get(status).body());

        api.bank.steps(exam, job, 1, 0, RunState.RUNNING, 0);
        api.bank.steps(exam, job, 1, 1, RunState.ITERATION, 1);
        eventually(
                SOON,
                "the iteration shows",
                () -> api.get(status)
                        .body()
                        .equals(
                                "{\"state\":\"running\",\"current_iter\":1,\"total_iters\":5,\"avg_exp\":0.1,\"max_over\":0.05,\"result\":null}"));

        api.bank.steps(exam, job, 1, 2, RunState.DONE, 1);
        eventually(
                SOON,
                "the result shows",
                () -> api.get(status)
                        .body()
                        .equals(
                                "{\"state\":\"done\",\"current_iter\":1,\"total_iters\":5,\"avg_exp\":0.1,\"max_over\":0.05,"
                                        + "\"result\":{\"updated\":300,\"history\":[{\"iter\":1,\"avg_exp\":0.1,\"max_over\":0.05}]}}"));
    }

    @Test
    void itemsComeWithSevenDaysOfAttemptsMostAttemptedFirst() throws Exception {
        var today = api.clock.instant().atZone(java.time.ZoneOffset.UTC).toLocalDate();
        api.bank.publishes(api.bank.item(exam, 11, 0.5));
        api.bank.publishes(api.bank.item(exam, 12, 0.25));
        api.bank.counts(exam, today, 11, 3);
        api.bank.counts(exam, today.minusDays(6), 12, 8);
        api.bank.counts(exam, today.minusDays(7), 11, 100);

        eventually(
                SOON,
                "both rows show their counts",
                () -> api.get(BASE + "/items?limit=2")
                        .body()
                        .equals(
                                "[{\"question_id\":12,\"version\":1,\"topic_id\":7,\"sh_p\":0.25,\"recent_attempts\":8},"
                                        + "{\"question_id\":11,\"version\":1,\"topic_id\":7,\"sh_p\":0.5,\"recent_attempts\":3}]"));
    }

    @Test
    void settingAnItemThatIsNotPublishedIsNotFound() throws Exception {
        var reply = api.post(BASE + "/set", "{\"question_id\":999,\"version\":1,\"sh_p\":0.5}");

        assertEquals(404, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("application/problem+json"));
    }
}
