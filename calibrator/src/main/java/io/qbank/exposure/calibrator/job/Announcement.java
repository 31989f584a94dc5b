package io.qbank.exposure.calibrator.job;

/** Tells the world. Thread-safe. */
public interface Announcement {
    /** Tells of a step on the way; may be lost in a crash. Steps of one run arrive in the order they were told. */
    void progress(Step step);

    /** Tells of a run's terminal step, and returns when the brokers have it. */
    void outcome(Step step);

    /** Tells what became of a command, and returns when the brokers have it. */
    void receipt(Receipt receipt);
}
