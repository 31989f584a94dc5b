package io.qbank.exposure.demo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One short round of what {@code ./qbank chaos} plays for as long as one likes: a counter and a calibrator are killed and the
 * items' topic is emptied, under load, on three brokers.
 */
class ChaosIT {
    private static final long SEED = 3;
    private static final Set<FaultKind> KINDS =
            EnumSet.of(FaultKind.KILL_COUNTER, FaultKind.KILL_CALIBRATOR, FaultKind.ITEMS_EMPTIED);

    @Test
    void nothingIsLostOrToldTwiceWhenServicesDieUnderLoad(@TempDir Path directory) throws Exception {
        StringWriter told = new StringWriter();
        ChaosOptions options = new ChaosOptions(directory, Duration.ofMinutes(10), 1, SEED, 200, KINDS);

        ChaosReport report = Chaos.play(options, new Teller(new PrintWriter(told)));

        assertEquals(
                List.of(),
                report.violations().stream().filter(each -> !late(each)).toList(),
                told::toString);
        assertEquals(1, report.rounds().size());
        assertEquals(KINDS.size(), report.rounds().get(0).faults().size(), told::toString);
    }

    /** How long it takes depends on what else the machine does; what it comes to does not. */
    private static boolean late(io.qbank.exposure.demo.chaos.check.Violation violation) {
        return violation.rule().equals("everything catches up in time");
    }
}
