package io.qbank.exposure.calibrator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EngineBenchTest {
    @Test
    void theReferenceAdministersWhatTheEngineDoes() {
        Workload work = new Workload(200);
        Stopwatch watch = new Stopwatch(0);

        double fast = watch.read(200, work.blocking(), work.kOfOne(), 1).proposals();
        double slow =
                watch.read(200, work.reference(true, false), work.kOfOne(), 1).proposals();

        assertEquals(25, fast);
        assertEquals(25, slow);
    }

    @Test
    void nothingIsAllocatedPerCandidate() {
        Workload work = new Workload(1_000);

        for (Supplier<TestForm> form : List.of(work.blocking(), work.reconsidering(), work.estimating())) {
            double bytes = Stopwatch.bytesPerFurtherCandidate(1_000, form, work.kOfOne());

            // A random stream for each block of 256, and now and then a bin that no candidate had visited.
            assertTrue(bytes < 100, () -> bytes + " bytes a candidate");
        }
    }
}
