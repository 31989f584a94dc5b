package io.qbank.exposure.calibrator.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.IterationSummary;
import io.qbank.exposure.calibrator.job.Job;
import io.qbank.exposure.calibrator.job.PortException;
import io.qbank.exposure.calibrator.job.State;
import io.qbank.exposure.calibrator.job.Step;
import io.qbank.exposure.devkit.ManualClock;
import io.qbank.exposure.schemas.json.Json;
import io.qbank.exposure.schemas.progress.IterationPoint;
import io.qbank.exposure.schemas.progress.Progress;
import io.qbank.exposure.schemas.progress.RunState;
import io.qbank.exposure.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaAnnouncementTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:30:00Z");
    private static final int ENOUGH = 200_000;
    private static final Job JOB =
            new Job("j1", "A", "{\"n\":10}", 42, false, 20_000, Optional.empty(), "cli", "ann", NOW);

    @Test
    void aLongHistoryIsToldByAThousandPointsWithBothEnds() {
        Brokers brokers = new Brokers(Topics.PROGRESS.name(), ENOUGH);

        announcement(brokers).outcome(done(20_000));

        List<IterationPoint> history = only(brokers).result().history();
        assertEquals(1_000, history.size());
        assertEquals(1, history.get(0).iter());
        assertEquals(20_000, history.get(999).iter());
        assertEquals(1_000, history.stream().distinct().count());
    }

    @Test
    void anOutcomeTooLargeForTheBrokersIsToldWithoutItsLargeParts() {
        Brokers brokers = new Brokers(Topics.PROGRESS.name(), 1_000);

        announcement(brokers).outcome(done(500));

        Progress told = only(brokers);
        assertEquals(RunState.DONE, told.state());
        assertEquals(7, told.result().updated());
        assertEquals(List.of(), told.result().history());
        assertNull(told.parameters());
        assertTrue(told.reason().contains("in the database"), told.reason());
    }

    @Test
    void anOutcomeThatIsNotTakenNowIsAPassingFailure() {
        Brokers brokers = new Brokers(Topics.PROGRESS.name(), ENOUGH);
        brokers.refuseOnce(new TimeoutException("away"));
        KafkaAnnouncement announcement = announcement(brokers);

        assertThrows(PortException.class, () -> announcement.outcome(done(1)));

        assertEquals(List.of(), brokers.taken());
    }

    @Test
    void whileBrokersAreAwayStepsOnTheWayAreNotEvenTried() {
        Brokers brokers = new Brokers(Topics.PROGRESS.name(), ENOUGH);
        brokers.refuseOnce(new TimeoutException("away"));
        KafkaAnnouncement announcement = announcement(brokers);
        Step step = Step.running(JOB, 1, NOW);
        announcement.progress(step);
        for (int iter = 1; iter <= 9; iter++) {
            step = step.next(new IterationSummary(iter, 0.2, 0.0), NOW);
            announcement.progress(step);
        }
        assertEquals(1, brokers.sends);

        announcement.outcome(done(1));
        announcement.progress(step);

        assertEquals(2, brokers.taken().size());
    }

    private static KafkaAnnouncement announcement(Brokers brokers) {
        return new KafkaAnnouncement(new Sender(brokers, ManualClock.at(NOW)), new CalibrationMessages("t1", 1));
    }

    private static Step done(int iterations) {
        String history = IntStream.rangeClosed(1, iterations)
                .mapToObj(iter -> "{\"iter\":" + iter + ",\"avg_exp\":0.1,\"max_over\":0.01}")
                .collect(Collectors.joining(",", "[", "]"));
        return Step.running(JOB, 1, NOW).next(State.DONE, NOW).with("{\"updated\":7,\"history\":" + history + "}");
    }

    private static Progress only(Brokers brokers) {
        assertEquals(1, brokers.taken().size());
        return Json.read(brokers.taken().get(0).value(), Progress.class);
    }
}
