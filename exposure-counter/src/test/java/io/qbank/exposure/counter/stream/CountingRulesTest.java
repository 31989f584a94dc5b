package io.qbank.exposure.counter.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountingRulesTest {
    @Test
    void thereIsATickHalfwayBetweenTwoFlushes() {
        assertEquals(Duration.ofMillis(125), new CountingRules(Duration.ofMillis(250), 2_000).publishInterval());
    }

    @ParameterizedTest
    @CsvSource({
        "250, 0, 0",
        "250, 4999, 0",
        "250, 5000, 2",
        "250, 9999, 2",
        "250, 10000, 4",
        "250, 1000000, 8",
        "10, 200, 2",
        "600000, 1000000, 0"
    })
    void afterManyRowsATaskRestsForWholeFlushesAndForASecondAtMost(long flushMillis, int rows, int ticks) {
        assertEquals(ticks, new CountingRules(Duration.ofMillis(flushMillis), 2_000).ticksToRest(rows));
    }
}
