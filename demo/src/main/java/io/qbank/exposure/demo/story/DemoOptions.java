package io.qbank.exposure.demo.story;

import java.nio.file.Path;

/**
 * What the demo is asked to do.
 *
 * @param data directory of everything that is kept
 * @param days UTC days before the calibration, and as many after it
 * @param sessions candidates a day
 * @param daySeconds seconds of the world that a day takes
 * @param live whether a progress bar may be drawn
 * @param exit end after the table
 * @param drift tell the story of a drift
 */
public record DemoOptions(
        Path data, Ports ports, int days, int sessions, double daySeconds, boolean live, boolean exit, boolean drift) {
    static final String EXAM = "DEMO-EXAM";
    static final int LENGTH = 25;
    static final double TAU = 0.2;
    static final double DUPLICATES = 0.05;
    static final String CALIBRATION = "{\"exam_code\":\"" + EXAM + "\",\"tau\":" + TAU + ",\"test_len\":" + LENGTH
            + ",\"method\":\"sympson_hetter\",\"n\":50000,\"iters\":10}";

    /**
     * Checks what was asked.
     *
     * @throws IllegalArgumentException naming the value, what is allowed and what was given
     */
    public DemoOptions {
        if (days < 1 || days > 14) throw new IllegalArgumentException("days must be in [1, 14], was " + days);
        if (sessions < 1 || sessions > 1_000_000)
            throw new IllegalArgumentException("sessions must be in [1, 1000000], was " + sessions);
        if (!(daySeconds >= 0.1 && daySeconds <= 86_400))
            throw new IllegalArgumentException("day-seconds must be in [0.1, 86400], was " + daySeconds);
    }

    /** How many days the story takes. */
    int allDays() {
        return drift ? 2 * days + 1 : 2 * days;
    }

    /** Where each listens; 0 is a free one. */
    public record Ports(int api, int counter, int calibrator, int kafka, int postgres) {}
}
