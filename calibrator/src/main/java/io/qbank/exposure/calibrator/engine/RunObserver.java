package io.qbank.exposure.calibrator.engine;

/** Who watches a run, and may stop it. Called on the thread that called the run. */
public interface RunObserver {
    /** Watches nothing, stops nothing. */
    RunObserver NONE = summary -> {};

    /** An iteration is over. */
    void iteration(IterationSummary summary);

    /** The k found so far goes to fresh draws; may happen more than once in a run. */
    default void verifying() {}

    /** Asked between blocks of candidates, from any worker thread; once true, the run ends within the iteration. */
    default boolean cancelled() {
        return false;
    }

    /** Everything an iteration counted, after {@link #iteration}. */
    default void traced(IterationTrace trace) {}
}
