package io.qbank.exposure.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qbank.exposure.counter.stream.CountMeters;
import io.qbank.exposure.counter.stream.DriftMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of processors, stores and internal topics are part of what is deployed: a change of this file needs a thought. */
class TopologyPictureTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/topology.txt");

    @Test
    void theTopologyIsTheOneThatWasAgreedOn() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ExposureTopology.Surroundings around = new ExposureTopology.Surroundings(
                Clock.systemUTC(), moment -> true, new CountMeters(registry), new DriftMeters(registry));

        String description = ExposureTopology.build(ExposureCounterConfig.from(Map.of()), around)
                .describe()
                .toString();

        assertEquals(Files.readString(GOLDEN).strip(), description.strip());
    }
}
