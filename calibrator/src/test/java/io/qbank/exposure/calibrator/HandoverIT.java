package io.qbank.exposure.calibrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.jdbc.TestBank;
import io.qbank.exposure.devkit.Samples;
import io.qbank.exposure.schemas.command.CalibrationParameters;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoverIT {
    private static final CalibrationParameters MANY_SECONDS =
            Json.read("{\"n\": 400000, \"test_len\": 5, \"iters\": 25, \"verify_n\": 0}", CalibrationParameters.class);

    @Test
    void aCalibratorThatStopsGivesItsRunBackAndTheNextFinishesIt() throws Exception {
        try (TestBank bank = TestBank.migrated().publish("HANDOVER", 1, 200);
                Conversation service = new Conversation(Samples.unique("tenant"))) {
            String jobId = Conversation.job();
            try (RunningCalibrator first = RunningCalibrator.start(service.tenantId(), bank, Map.of())) {
                service.publish(service.start(jobId, "HANDOVER", MANY_SECONDS));
                service.until(jobId, step -> step.state() == RunState.ITERATION);
            }
            assertEquals(List.of("queued|1"), bank.rows("select state, attempt from calibration_run"));

            try (RunningCalibrator second = RunningCalibrator.start(service.tenantId(), bank, Map.of())) {
                List<Progress> steps = service.untilEnd(jobId).stream()
                        .distinct() // a step may be told again
                        .toList();

                Progress end = steps.get(steps.size() - 1);
                assertEquals(List.of(RunState.DONE, 2), List.of(end.state(), end.attempt()));
                assertEquals(200, end.result().updated());
                for (int i = 1; i < steps.size(); i++)
                    assertTrue(
                            steps.get(i).follows(steps.get(i - 1)),
                            "in the order they happened: " + steps.get(i - 1) + " and then " + steps.get(i));
            }
        }
    }
}
