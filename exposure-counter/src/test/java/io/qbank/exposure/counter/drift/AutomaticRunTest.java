package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The name of a run that an alert starts, and the population it is for. */
class AutomaticRunTest {
    /** Expected: what Python's uuid.uuid5 makes of the same namespace and words. */
    @Test
    void theIdIsAUuidOfVersion5() {
        assertEquals("e32f4a78-74be-511b-8b8e-402d82d48f13", JobIds.of("tenant", "EXAM", "2026-03-01T00:00:00Z", "1"));
        assertEquals("55eb7724-e777-5d8f-8fe5-90db1c3d0253", JobIds.of("a"));
    }

    @Test
    void eachBinIsSpreadOverEightNodesOfItsWeight() {
        String expected = IntStream.range(0, 8)
                .mapToObj(node -> String.format(Locale.ROOT, "%.6f=600", -1 + (node + 0.5) / 8))
                .collect(Collectors.joining(",", "histogram:", ""));

        assertEquals(Optional.of(expected), Population.histogram(new long[] {600, 0}, -1, 1));
    }

    @Test
    void tooFewSessionsTellNothing() {
        assertEquals(Optional.empty(), Population.histogram(new long[] {499, 0}, -1, 1));
        assertEquals(true, Population.histogram(new long[] {250, 250}, -1, 1).isPresent());
    }
}
