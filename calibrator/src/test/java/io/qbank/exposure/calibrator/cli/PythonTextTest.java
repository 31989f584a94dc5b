package io.qbank.exposure.calibrator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qbank.exposure.calibrator.engine.IterationSummary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {
    /** Right column: CPython's repr. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0", "-0.0, -0.0", "1, 1.0", "-1, -1.0", "0.1, 0.1", "0.30000000000000004, 0.30000000000000004",
        "100, 100.0", "2e-3, 0.002", "0.0001, 0.0001", "0.00001, 1e-05", "1.5e-7, 1.5e-07", "2e-300, 2e-300",
        "123456789012345680, 1.2345678901234568e+17", "1e15, 1000000000000000.0", "1e16, 1e+16",
                "5.684341886080801e-14, 5.684341886080801e-14"
    })
    void aNumberIsPrintedAsPythonPrintsIt(double value, String repr) {
        assertEquals(repr, PythonText.number(value));
    }

    @Test
    void aHistoryIsPrintedAsPythonPrintsIt() {
        List<IterationSummary> history =
                List.of(new IterationSummary(1, 0.25, 0.675), new IterationSummary(2, 0.25, -1e-5));

        assertEquals(
                "[{'iter': 1, 'avg_exp': 0.25, 'max_over': 0.675}, {'iter': 2, 'avg_exp': 0.25, 'max_over': -1e-05}]",
                PythonText.history(history));
    }
}
