package io.qbank.exposure.calibrator.job;

import static io.qbank.exposure.calibrator.job.Orders.NOW;
import static io.qbank.exposure.calibrator.job.Orders.job;
import static io.qbank.exposure.calibrator.job.Orders.origin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private final InMemoryStore store = new InMemoryStore();
    private final Heard heard = new Heard();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Outcomes outcomes = new Outcomes(store, heard, new RunMetrics(registry));

    @Test
    void anOutcomeThatCannotBeToldKeepsNoOtherFromBeingTold() {
        ended("j1", "j2", "j3");
        refuse("j1", new IllegalStateException("unreadable"));

        int told = outcomes.sweep();

        assertEquals(2, told);
        assertEquals(List.of("j1"), unannounced());
        assertEquals(1, registry.get("calibration.outcomes.untold").counter().count());
    }

    @Test
    void anOutageEndsTheSweepAndLeavesTheRestForTheNext() {
        ended("j1", "j2", "j3");
        refuse("j2", new PortException("the brokers are not there", new IOException("refused"), false));

        assertThrows(PortException.class, outcomes::sweep);

        assertEquals(List.of("j2", "j3"), unannounced());
    }

    private void ended(String... jobIds) {
        for (String jobId : jobIds)
            store.file(origin("calibration.start"), Step.refused(job(jobId, "A"), State.FAILED, "no", NOW));
    }

    private void refuse(String jobId, RuntimeException failure) {
        heard.whenTold(step -> {
            if (step.job().jobId().equals(jobId)) throw failure;
        });
    }

    private List<String> unannounced() {
        return store.unannounced(9).stream().map(step -> step.job().jobId()).toList();
    }
}
