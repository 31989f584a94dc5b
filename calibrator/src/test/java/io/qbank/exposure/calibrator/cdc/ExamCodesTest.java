package io.qbank.exposure.calibrator.cdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExamCodesTest {
    @Test
    void codesAreSortedAndThoseThatNoMessageMayCarryAreLeftOut() {
        ExamCodes codes = new ExamCodes();

        List<String> usable =
                codes.usable(new String[] {"b", " ", null, "B", "", "x".repeat(129), "a\tb", "x".repeat(128)}, "t/1/1");

        assertEquals(List.of("B", "b", "x".repeat(128)), usable);
    }

    @Test
    void whereNoneIsUsableNoneIsLeft() {
        assertEquals(List.of(), new ExamCodes().usable(new String[] {" ", null}, "t/1/1"));
    }
}
