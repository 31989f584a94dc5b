package io.qbank.exposure.calibrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.jdbc.TestBank;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.command.CommandOutcome;
import io.qbank.exposure.schemas.command.Trigger;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people say of items and exams, and take back: commands that are no runs, on a real broker and a real database. */
class ControlsIT {
    private static final CalibrationParameters SMALL =
            Json.read("{\"n\": 300, \"test_len\": 5, \"iters\": 3}", CalibrationParameters.class);
    private static TestBank bank;
    private static Conversation service;
    private static RunningCalibrator calibrator;

    @BeforeAll
    static void start() {
        bank = TestBank.migrated();
        service = new Conversation(Samples.unique("tenant"));
        calibrator = RunningCalibrator.start(service.tenantId(), bank, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        calibrator.close();
        service.close();
        bank.close();
    }

    @Test
    void controlSetIsAppliedOnceAndLocksAgainstRuns() {
        bank.publish("HAND", 801, 810);
        CalibrationCommand.ControlSet set = service.set(801, 0.0, 0.1, true);
        String jobId = Conversation.job();

        service.publish(set);
        service.publish(set);
        List<CommandOutcome> answers = service.answers(set.commandId(), 2);
        service.publish(service.start(jobId, "HAND", SMALL));

        assertEquals(1, new HashSet<>(answers).size());
        assertEquals(CommandOutcome.APPLIED, answers.get(0).status());
        assertEquals(9, last(service.untilEnd(jobId)).result().updated());
        assertEquals(
                List.of("0|0.1|0.1|t|null|bob"),
                bank.rows("select sh_p, cap, own_cap, locked, job_id, updated_by from item_exposure_control "
                        + "where question_id = 801"));
        assertEquals(
                List.of("bob|" + set.commandId()),
                bank.rows("select changed_by, command_id from item_exposure_history where question_id = 801"));
    }

    @Test
    void controlSetOfAnItemThatIsNotPublishedIsRefused() {
        CalibrationCommand.ControlSet set = service.set(899, 0.5, null, null);

        service.publish(set);

        assertEquals(CommandOutcome.REFUSED, service.answer(set).status());
        assertEquals("item 899/1 is not published", service.answer(set).reason());
    }

    @Test
    void policySetIsAppliedWhole() {
        CalibrationCommand.PolicySet set = new CalibrationCommand.PolicySet(
                Conversation.id(),
                service.tenantId(),
                "bob",
                Conversation.REQUESTED,
                Trigger.API,
                "POLICY",
                SMALL,
                true,
                60,
                null,
                null,
                null);

        service.publish(set);

        assertEquals(CommandOutcome.APPLIED, service.answer(set).status());
        assertEquals(
                List.of("t|60|2|0.05|0.1|bob|300"),
                bank.rows(
                        "select auto_recalibrate, cooldown_minutes, limit_per_day, drift_alpha, drift_delta, updated_by, "
                                + "parameters ->> 'n' from calibration_policy where exam_code = 'POLICY'"));
    }

    @Test
    void aRollbackBringsBackWhatWasBeforeTheRun() {
        bank.publish("BACK", 901, 910);
        bank.sql("insert into item_exposure_control(question_id, version, sh_p, cap) values (901, 1, 0.5, 0.3)");
        String jobId = Conversation.job();
        service.publish(service.start(jobId, "BACK", SMALL));
        service.untilEnd(jobId);
        CalibrationCommand.Rollback rollback = rollback(jobId, "BACK");
        CalibrationCommand.Rollback again = rollback(jobId, "BACK");

        service.publish(rollback);
        service.publish(again);

        assertEquals(CommandOutcome.APPLIED, service.answer(rollback).status());
        assertEquals("nothing to roll back", service.answer(again).reason());
        assertEquals(List.of("1|9|0.5|0.3"), bank.rows("""
                        select count(*) filter (where sh_p = 0.5 and cap = 0.3),
                               count(*) filter (where sh_p = 1 and cap is null and rejection = 'reconsider'),
                               min(sh_p), max(cap)
                          from item_exposure_control where question_id between 901 and 910"""));
        assertEquals(
                List.of("10"),
                bank.rows("select count(*) from item_exposure_history where command_id = '" + rollback.commandId()
                        + "'"));
    }

    private static CalibrationCommand.Rollback rollback(String jobId, String examCode) {
        return new CalibrationCommand.Rollback(
                Conversation.id(), service.tenantId(), "bob", Conversation.REQUESTED, Trigger.API, jobId, examCode);
    }

    private static Progress last(List<Progress> steps) {
        return steps.get(steps.size() - 1);
    }
}
