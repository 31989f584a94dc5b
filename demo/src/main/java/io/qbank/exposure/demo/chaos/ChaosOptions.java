package io.qbank.exposure.demo.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What to play.
 *
 * @param directory of this run alone
 * @param time no round begins after it
 * @param rounds the most
 * @param rate events a second
 * @param kinds of faults; none for none
 */
public record ChaosOptions(Path directory, Duration time, int rounds, long seed, double rate, Set<FaultKind> kinds) {}
