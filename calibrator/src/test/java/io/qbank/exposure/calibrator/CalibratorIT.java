package io.qbank.exposure.calibrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qbank.exposure.calibrator.jdbc.TestBank;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.devkit.Eventually;
import io.qbank.exposure.devkit.PackedRecord;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole calibrator on a real broker and a real database: commands in, progress and rows out. */
class CalibratorIT {
    private static final CalibrationParameters SMALL = parameters("{\"n\": 300, \"test_len\": 5, \"iters\": 3}");
    private static final CalibrationParameters LONG =
            parameters("{\"n\": 200000, \"test_len\": 5, \"iters\": 100000, \"verify_n\": 0}");
    private static TestBank bank;
    private static Conversation service;
    private static RunningCalibrator calibrator;

    @BeforeAll
    static void start() {
        bank = TestBank.migrated();
        service = new Conversation(Samples.unique("tenant"));
        calibrator = RunningCalibrator.start(service.tenantId(), bank, Map.of("MAX_CANDIDATES", "100000000000"));
    }

    @AfterAll
    static void stop() throws Exception {
        calibrator.close();
        service.close();
        bank.close();
    }

    @Test
    void aCommandBecomesProgressAndKValuesWithTheirHistory() {
        bank.publish("STORY", 101, 140);
        String jobId = Conversation.job();

        service.publish(service.start(jobId, "STORY", SMALL));

        List<Progress> steps = service.untilEnd(jobId);
        assertEquals(
                List.of(
                        RunState.QUEUED,
                        RunState.RUNNING,
                        RunState.ITERATION,
                        RunState.ITERATION,
                        RunState.ITERATION,
                        RunState.VERIFYING,
                        RunState.DONE),
                steps.stream().distinct().map(Progress::state).toList());
        Progress done = steps.get(steps.size() - 1);
        assertEquals(40, done.result().updated());
        assertEquals(3, done.result().history().size());
        assertEquals(steps.get(0).parameters().seed(), done.parameters().seed());
        assertTrue(done.parameters().seed() >= 0);
        assertEquals(
                List.of("40|0.2|0.2"),
                bank.rows("select count(*), min(cap), max(cap) from item_exposure_control where job_id = '" + jobId
                        + "'"));
        assertEquals(
                List.of("40|ann"),
                bank.rows(
                        "select count(*), min(changed_by) from item_exposure_history where job_id = '" + jobId + "'"));
        String row = " from calibration_run where job_id = '" + jobId + "'";
        assertEquals(List.of("40"), bank.rows("select result ->> 'updated'" + row));
        Eventually.eventually(
                Duration.ofMinutes(1),
                "the row knows that the outcome was told",
                () -> bank.rows("select announced_at is not null" + row).equals(List.of("t")));
    }

    @Test
    void theSameJobTwiceRunsOnceAndIsAnnouncedAlike() {
        bank.publish("TWICE", 201, 220);
        CalibrationCommand.Start start = service.start(Conversation.job(), "TWICE", SMALL);
        service.publish(start);
        List<Progress> before = service.untilEnd(start.jobId());

        service.publish(start);
        List<Progress> after = service.untilEnd(start.jobId(), 2);

        assertEquals(
                before.stream().distinct().toList(), after.stream().distinct().toList());
        assertEquals(1, new HashSet<>(service.answers(start.commandId(), 2)).size());
    }

    @Test
    void anUnknownExamIsEmpty() {
        String jobId = Conversation.job();

        service.publish(service.start(jobId, "NOBODY-KNOWS", SMALL));

        Progress end = last(service.untilEnd(jobId));
        assertEquals(RunState.EMPTY, end.state());
        assertEquals(0, end.result().updated());
        assertEquals(List.of(), end.result().history());
    }

    @Test
    void aDryRunSaysHowManyItWouldWriteAndWritesNone() {
        bank.publish("DRY", 301, 310);
        bank.sql("insert into item_exposure_control(question_id, version, sh_p, locked) values (301, 1, 0, true)");
        String jobId = Conversation.job();

        service.publish(service.start(
                jobId, "DRY", parameters("{\"n\": 100, \"test_len\": 3, \"iters\": 1, \"dry_run\": true}")));

        assertEquals(9, last(service.untilEnd(jobId)).result().updated());
        assertEquals(
                List.of("1"),
                bank.rows("select count(*) from item_exposure_control where question_id between 301 and 310"));
    }

    @Test
    void aCancelStopsARunningRunAndWritesNothing() {
        bank.publish("STOP", 401, 420);
        String jobId = Conversation.job();
        service.publish(service.start(jobId, "STOP", LONG));
        service.until(jobId, step -> step.state() == RunState.ITERATION);

        CalibrationCommand.Cancel cancel = service.cancel(jobId, "STOP");
        service.publish(cancel);

        assertEquals(RunState.CANCELLED, last(service.untilEnd(jobId)).state());
        assertEquals(CommandOutcome.APPLIED, service.answer(cancel).status());
        assertEquals(List.of(), bank.rows("select * from item_exposure_control where job_id = '" + jobId + "'"));
        assertEquals(List.of(), bank.rows("select * from calibration_run_item where job_id = '" + jobId + "'"));
    }

    @Test
    void aCancelThatComesFirstKeepsTheRunFromStarting() {
        bank.publish("EARLY", 501, 510);
        String jobId = Conversation.job();
        service.publish(service.cancel(jobId, "EARLY"));
        service.untilEnd(jobId);

        CalibrationCommand.Start start = service.start(jobId, "EARLY", SMALL);
        service.publish(start);

        assertEquals("cancelled before it started", service.answer(start).reason());
        assertEquals(
                List.of(RunState.CANCELLED),
                service.hear(jobId).stream().map(Progress::state).distinct().toList());
    }

    @Test
    void parametersOutOfRangeFailTheRunWithFieldAllowedAndGiven() {
        CalibrationCommand.Start start = service.start(Conversation.job(), "WRONG", SMALL);
        ObjectNode json = Json.shared().valueToTree(start);
        json.withObject("/parameters").put("tau", 1.5);

        service.publish(start.key(), Json.bytes(json));

        Progress end = last(service.untilEnd(start.jobId()));
        assertEquals(RunState.FAILED, end.state());
        assertTrue(end.reason().contains("tau") && end.reason().contains("1.5"), end.reason());
        assertEquals(CommandOutcome.REFUSED, service.answer(start).status());
    }

    @Test
    void aTopicThatNoItemHasFailsTheRun() {
        bank.publish("TOPICS", 601, 610);
        String jobId = Conversation.job();

        service.publish(service.start(jobId, "TOPICS", parameters("{\"topic_tau\": {\"999\": 0.1}}")));

        Progress end = last(service.untilEnd(jobId));
        assertEquals(RunState.FAILED, end.state());
        assertTrue(end.reason().contains("999"), end.reason());
    }

    @Test
    void bytesThatAreNoCommandGoToTheRejectedTopicAsTheyCame() {
        String key = Samples.unique("key");
        byte[] bytes = "{\"type\": \"calibration.start\", oops".getBytes(StandardCharsets.UTF_8);

        service.publish(key, bytes);

        ConsumerRecord<byte[], byte[]> rejected = service.rejection(key);
        assertEquals(new String(bytes, StandardCharsets.UTF_8), new String(rejected.value(), StandardCharsets.UTF_8));
        assertEquals("not_json", header(rejected, "kind"));
        assertEquals("commands.calibration", header(rejected, "topic"));
        assertTrue(header(rejected, "reason").contains("JSON"), header(rejected, "reason"));
    }

    /** Eight million objects, which as a tree would not fit into memory; packed they are a few kilobytes. */
    @Test
    void aCommandThatUnpacksToFarMoreThanItsTopicTakesIsRejectedAndTheNextIsRead() throws Exception {
        bank.publish("BOMB", 301, 320);
        String key = Samples.unique("key");
        CalibrationCommand.Start start = service.start(Conversation.job(), "BOMB", SMALL);
        String text = Json.text(start);

        String bomb = text.substring(0, text.length() - 1) + ",\"x\":[" + "{},".repeat(8_000_000) + "{}]}";
        PackedRecord.send(
                DevStack.shared().kafka().bootstrap(),
                new ProducerRecord<>(
                        Topics.COMMANDS.name(),
                        key.getBytes(StandardCharsets.UTF_8),
                        bomb.getBytes(StandardCharsets.UTF_8)));
        service.publish(start);

        assertEquals("too_large", header(service.rejection(key), "kind"));
        assertEquals(RunState.DONE, last(service.untilEnd(start.jobId())).state());
    }

    @Test
    void aStaleExpectedEpochIsRefused() {
        bank.publish("EPOCH", 701, 710);
        bank.sql("insert into item_exposure_control(question_id, version, sh_p) values (701, 1, 0.5)");
        String stale = Conversation.job();
        String current = Conversation.job();
        Instant epoch = Instant.parse(
                bank.rows("select to_char(effective_from at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') "
                                + "from item_exposure_control where question_id = 701")
                        .get(0));

        service.publish(service.start(stale, "EPOCH", SMALL, Optional.of(epoch.minusSeconds(1))));
        service.publish(service.start(current, "EPOCH", SMALL, Optional.of(epoch)));

        Progress refused = last(service.untilEnd(stale));
        assertEquals(RunState.FAILED, refused.state());
        assertTrue(refused.reason().contains("no longer current"), refused.reason());
        assertEquals(RunState.DONE, last(service.untilEnd(current)).state());
    }

    private static CalibrationParameters parameters(String json) {
        return Json.read(json, CalibrationParameters.class);
    }

    private static Progress last(List<Progress> steps) {
        return steps.get(steps.size() - 1);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
