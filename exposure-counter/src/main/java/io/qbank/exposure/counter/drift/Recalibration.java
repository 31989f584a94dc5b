package io.qbank.exposure.counter.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Whether an alert may start a run by itself. A cooldown that doubles with each further run keeps a calibration that does not
 * help from running for ever, and so does a limit a day. Times are those at which days close, never a clock's: a replay
 * decides the same.
 */
public final class Recalibration {
    /** Runs older than this do not lengthen the cooldown any more. */
    static final Duration MEMORY = Duration.ofDays(14);
    /** The cooldown doubles at most so often. */
    static final int MOST_DOUBLINGS = 5;

    private Recalibration() {}

    /**
     * What an exam's policy allows.
     *
     * @param automatic whether an alert may start a run at all
     * @param cooldown least time between two automatic runs
     * @param limitPerDay most automatic runs a UTC day
     */
    public record Rules(boolean automatic, Duration cooldown, int limitPerDay) {}

    /**
     * Why no run may be started at a moment; empty if one may.
     *
     * @param rules none where the exam has no policy
     * @param runs when automatic runs were started, oldest first
     * @param at the moment of the alert
     */
    public static Optional<String> refusal(Optional<Rules> rules, List<Instant> runs, Instant at) {
        if (rules.isEmpty()) return Optional.of("the exam has no policy, so nothing recalibrates by itself");
        if (!rules.get().automatic()) return Optional.of("the exam's policy does not recalibrate by itself");
        LocalDate today = day(at);
        long started = runs.stream().filter(run -> day(run).equals(today)).count();
        if (started >= rules.get().limitPerDay())
            return Optional.of("the policy's limit of " + rules.get().limitPerDay()
                    + " automatic runs a day is reached for " + today);
        return pause(rules.get().cooldown(), runs, at);
    }

    private static Optional<String> pause(Duration cooldown, List<Instant> runs, Instant at) {
        long recent = runs.stream().filter(run -> run.isAfter(at.minus(MEMORY))).count();
        if (recent == 0) return Optional.empty();
        int doublings = (int) Math.min(recent - 1, MOST_DOUBLINGS);
        Instant until = runs.get(runs.size() - 1).plus(cooldown.multipliedBy(1L << doublings));
        if (!at.isBefore(until)) return Optional.empty();
        String doubled = doublings == 0 ? "" : ", doubled " + doublings + " times after runs that did not help,";
        return Optional.of("the cooldown of " + cooldown.toMinutes() + " minutes" + doubled + " lasts until " + until);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
