package io.qbank.exposure.demo.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @Test
    void theFirstStartEndsToday(@TempDir Path directory) {
        assertEquals(LocalDate.parse("2026-11-17"), Calendar.of(directory).take(TODAY, 6));
    }

    @Test
    void timeGoesOnFromOneStartToTheNext(@TempDir Path directory) {
        Calendar.of(directory).take(TODAY, 6);

        assertEquals(TODAY, Calendar.of(directory).take(TODAY, 6));
        assertEquals(TODAY.plusDays(6), Calendar.of(directory).take(TODAY, 6));
        assertEquals(LocalDate.parse("2027-03-26"), Calendar.of(directory).take(LocalDate.parse("2027-04-01"), 6));
    }
}
