package io.qbank.exposure.demo.candidates;

import java.time.Duration;
import java.time.Instant;

/**
 * When sessions begin: evenly over a time, so that some cross each midnight in it.
 *
 * @param from of the first session
 * @param over the time over which they are spread; zero when all begin at once
 */
public record Timetable(Instant from, Duration over, int sessions) {
    public Timetable {
        if (sessions < 1) throw new IllegalArgumentException("sessions must be at least 1, was " + sessions);
        if (over.isNegative()) throw new IllegalArgumentException("over must not be negative, was " + over);
    }

    /** A timetable whose last session has ended by then. */
    public static Timetable endingAt(Instant end, Duration over, int sessions, int length) {
        return new Timetable(end.minus(over).minus(Sitting.lasting(length)), over, sessions);
    }

    Instant start(int session) {
        return from.plusMillis(over.toMillis() * session / sessions);
    }
}
