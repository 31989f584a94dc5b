package io.qbank.exposure.demo.chaos.world;

import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShiftedClockTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void itGoesWithTheMachineAndJumpsForwardAndBackByTheSumOfItsFiles(@TempDir Path directory) {
        Path shared = directory.resolve("shared");
        Path own = directory.resolve("own");
        Clock clock = ShiftedClock.by(List.of(shared, own));
        assertTrue(ahead(clock).abs().compareTo(HOUR) < 0);

        ShiftedClock.shift(shared, Duration.ofDays(3).toMillis());
        ShiftedClock.shift(own, Duration.ofDays(-1).toMillis());

        eventually(PATIENCE, "it is two days ahead", () -> near(ahead(clock), Duration.ofDays(2)));
        ShiftedClock.shift(shared, 0);
        eventually(PATIENCE, "it is a day behind", () -> near(ahead(clock), Duration.ofDays(-1)));
    }

    private static Duration ahead(Clock clock) {
        return Duration.between(Instant.now(), clock.instant());
    }

    private static boolean near(Duration found, Duration wanted) {
        return found.minus(wanted).abs().compareTo(HOUR) < 0;
    }
}
