package io.qbank.exposure.command;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qbank.exposure.command.RunningApi.Reply;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.item.ItemState;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a request to a command on the broker, and back from what the calibrator would answer. */
class CommandsIT {
    private static final String BASE = "/v1/admin/exposure";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static RunningApi api;
    private static RunningApi other;
    private static CommandReader commands;
    private final String exam = Samples.unique("EXAM");

    @BeforeAll
    static void start() {
        api = RunningApi.start();
        other = RunningApi.start(api.tenant);
        commands = CommandReader.open(api.tenant);
    }

    @AfterAll
    static void stop() {
        commands.close();
        other.close();
        api.close();
    }

    @Test
    void aStartIsOnTheBrokerWithItsFirstStep() throws Exception {
        String job = started(api, "{\"exam_code\":\"" + exam + "\",\"tau\":0.15,\"method\":\"exact\"}");

        CalibrationCommand.Start command = commands.next(CalibrationCommand.Start.class, exam);
        assertEquals(job, command.jobId());
        assertEquals("tester", command.requestedBy());
        assertEquals(Trigger.API, command.trigger());
        assertEquals(0.15, command.parameters().tau());
        assertEquals("exact", command.parameters().method());
        assertEquals(api.clock.instant(), command.requestedAt());
        Progress queued = commands.step(job);
        assertEquals(RunState.QUEUED, queued.state());
        assertEquals(command.parameters(), queued.parameters());
    }

    @Test
    void anAcknowledgedJobIsNeverUnknownAtAnyInstance() throws Exception {
        for (int i = 0; i < 50; i++) {
            String job = started(i % 2 == 0 ? api : other, "{\"exam_code\":\"" + exam + "\"}");

            Reply reply = (i % 2 == 0 ? other : api).get(BASE + "/calibrate_sh/status?job_id=" + job);

            assertEquals(200, reply.status(), reply.body());
            assertEquals("queued", reply.json().get("state").asText());
        }
    }

    @Test
    void anIdempotencyKeyStartsOneRunWhereverItIsSent() throws Exception {
        String body = "{\"exam_code\":\"" + exam + "\"}";
        String token = TestTokens.of(api.tenant, "admin");
        String key = Samples.unique("key");

        Reply first = api.ask("POST", BASE + "/calibrate_sh/start", body, token, "Idempotency-Key", key);
        Reply again = other.ask("POST", BASE + "/calibrate_sh/start", body, token, "Idempotency-Key", key);
        Reply different = api.ask(
                "POST", BASE + "/calibrate_sh/start", "{\"exam_code\":\"OTHER\"}", token, "Idempotency-Key", key);

        assertEquals(first.body(), again.body());
        assertEquals(422, different.status());
        String job = first.json().get("job_id").asText();
        assertEquals(200, other.get(BASE + "/calibrate_sh/status?job_id=" + job).status());
    }

    @Test
    void aSetThatCameBackIsOk() throws Exception {
        api.bank.publishes(api.bank.item(exam, 101, 1.0));
        eventually(SOON, "the item is there", () -> items().contains("\"question_id\":101"));

        CompletableFuture<Reply> reply = set("{\"question_id\":101,\"version\":1,\"sh_p\":0.25,\"locked\":true}");
        CalibrationCommand.ControlSet command = commands.next(CalibrationCommand.ControlSet.class, "101/1");
        api.bank.answers(command.commandId(), CommandOutcome.APPLIED, null);
        api.bank.publishes(api.bank.item(exam, 101, 0.25, "block", true));

        assertEquals(200, reply.get().status(), reply.get().body());
        assertEquals("{\"ok\":true}", reply.get().body());
        assertTrue(items().contains("\"question_id\":101,\"version\":1,\"topic_id\":7,\"sh_p\":0.25"));
    }

    @Test
    void aSetThatIsRefusedSaysWhy() throws Exception {
        api.bank.publishes(api.bank.item(exam, 102, 1.0));
        eventually(SOON, "the item is there", () -> items().contains("\"question_id\":102"));

        CompletableFuture<Reply> reply = set("{\"question_id\":102,\"version\":1,\"sh_p\":0.5}");
        CalibrationCommand.ControlSet command = commands.next(CalibrationCommand.ControlSet.class, "102/1");
        api.bank.answers(command.commandId(), CommandOutcome.REFUSED, "a run holds the item");

        assertEquals(409, reply.get().status());
        assertEquals("a run holds the item", reply.get().json().get("detail").asText());
    }

    @Test
    void aSetThatTakesLongIsAcceptedAndTellsWhereToLook() throws Exception {
        api.bank.publishes(api.bank.item(exam, 103, 1.0));
        eventually(SOON, "the item is there", () -> items().contains("\"question_id\":103"));

        Reply reply;
        try (RunningApi hasty = RunningApi.start(api.tenant, Duration.ofMillis(100))) {
            reply = hasty.post(BASE + "/set", "{\"question_id\":103,\"version\":1,\"sh_p\":0.5}");
        }

        assertEquals(202, reply.status());
        String look = reply.header("Location");
        assertEquals("pending", other.get(look).json().get("status").asText());
        CalibrationCommand.ControlSet command = commands.next(CalibrationCommand.ControlSet.class, "103/1");
        api.bank.answers(command.commandId(), CommandOutcome.APPLIED, null);
        eventually(
                SOON,
                "the outcome shows",
                () -> other.get(look).json().get("status").asText().equals("applied"));
    }

    @Test
    void aCancelReachesTheCalibratorAndAnEndedRunCannotBeCancelled() throws Exception {
        String job = started(api, "{\"exam_code\":\"" + exam + "\"}");
        commands.next(CalibrationCommand.Start.class, exam);

        CompletableFuture<Reply> reply = post(BASE + "/calibrate_sh/cancel?job_id=" + job, "");
        CalibrationCommand.Cancel cancel = commands.next(CalibrationCommand.Cancel.class, exam);
        api.bank.answers(cancel.commandId(), CommandOutcome.APPLIED, null);

        assertEquals(job, cancel.jobId());
        assertEquals(exam, cancel.examCode());
        assertEquals(200, reply.get().status());
        api.bank.steps(exam, job, 1, 0, RunState.CANCELLED, 0);
        eventually(
                SOON,
                "the run has ended",
                () -> api.get(BASE + "/calibrate_sh/status?job_id=" + job)
                        .body()
                        .contains("cancelled"));
        assertEquals(
                409, post(BASE + "/calibrate_sh/cancel?job_id=" + job, "").get().status());
    }

    @Test
    void onlyARunThatIsDoneIsRolledBack() throws Exception {
        String job = started(api, "{\"exam_code\":\"" + exam + "\"}");
        String path = BASE + "/calibrate_sh/runs/" + job + "/rollback";
        assertEquals(409, api.post(path, "").status());
        commands.next(CalibrationCommand.Start.class, exam);
        api.bank.steps(exam, job, 1, 0, RunState.DONE, 1);
        eventually(
                SOON,
                "the run is done",
                () -> api.get(BASE + "/calibrate_sh/runs/" + job).body().contains("\"state\":\"done\""));

        CompletableFuture<Reply> reply = post(path, "");
        CalibrationCommand.Rollback rollback = commands.next(CalibrationCommand.Rollback.class, exam);
        api.bank.answers(rollback.commandId(), CommandOutcome.APPLIED, null);

        assertEquals(job, rollback.jobId());
        assertEquals(200, reply.get().status());
    }

    @Test
    void aPolicyIsSetAndShown() throws Exception {
        String path = BASE + "/policies/" + exam;
        api.bank.publishes(api.bank.item(exam, 104, 1.0));
        eventually(SOON, "the exam is known", () -> api.get(path).status() == 200);
        assertFalse(api.get(path).json().get("auto_recalibrate").asBoolean());

        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(() -> unchecked(() -> api.ask(
                "PUT",
                path,
                "{\"auto_recalibrate\":true,\"limit_per_day\":5,\"parameters\":{\"tau\":0.15}}",
                TestTokens.of(api.tenant, "admin"))));
        CalibrationCommand.PolicySet command = commands.next(CalibrationCommand.PolicySet.class, exam);
        api.bank.answers(command.commandId(), CommandOutcome.APPLIED, null);
        api.bank.send(Topics.POLICIES, command.key(), command.policy());

        assertEquals(200, reply.get().status(), reply.get().body());
        JsonNode shown = api.get(path).json();
        assertTrue(shown.get("auto_recalibrate").asBoolean());
        assertEquals(5, shown.get("limit_per_day").asInt());
        assertEquals(1440, shown.get("cooldown_minutes").asInt());
        assertEquals(0.15, shown.get("parameters").get("tau").asDouble());
        assertEquals("tester", shown.get("updated_by").asText());
    }

    @Test
    void allItemsAnInstanceKnowsAreKnownToOneThatStartsLater() throws Exception {
        List<ItemState> published =
                List.of(api.bank.item(exam, 201, 0.1), api.bank.item(exam, 202, 0.2), api.bank.item(exam, 203, 0.3));
        published.forEach(api.bank::publishes);
        api.bank.unpublishes(202, 1);

        try (RunningApi late = RunningApi.start(api.tenant)) {
            String items = late.get(BASE + "/items?limit=10000").body();

            assertTrue(items.contains("\"question_id\":201") && items.contains("\"question_id\":203"), items);
            assertFalse(items.contains("\"question_id\":202"), items);
        }
    }

    private static String items() throws Exception {
        return api.get(BASE + "/items?limit=10000").body();
    }

    private static CompletableFuture<Reply> set(String body) {
        return post(BASE + "/set", body);
    }

    private static CompletableFuture<Reply> post(String path, String body) {
        return CompletableFuture.supplyAsync(() -> unchecked(() -> api.post(path, body)));
    }

    private static String started(RunningApi at, String body) throws Exception {
        Reply reply = at.post(BASE + "/calibrate_sh/start", body);
        assertEquals(200, reply.status(), reply.body());
        return reply.json().get("job_id").asText();
    }

    private static Reply unchecked(io.qbank.exposure.devkit.Eventually.ThrowingSupplier<Reply> ask) {
        try {
            return ask.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
