package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.check.Violation;
import java.time.Duration;
import java.util.List;

/**
 * How a round went.
 *
 * @param recovery from the end of the last fault until everything was as it should be
 * @param last what was waited for longest, empty if nothing was
 * @param violations what was not, when patience ended; or that it took too long
 */
public record Round(int number, List<Happened> faults, Duration recovery, String last, List<Violation> violations) {
    /** A fault, whom it hit, and when it was over. */
    public record Happened(Fault fault, String target, Duration at) {}
}
