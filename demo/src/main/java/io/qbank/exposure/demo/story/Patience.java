package io.qbank.exposure.demo.story;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for the pipeline to get there, in the world's time: what runs fast is the story's clock, not the machine. */
final class Patience {
    private static final long PAUSE_MILLIS = 50;

    private Patience() {}

    /** Says what is still missing; empty when nothing is. */
    @FunctionalInterface
    interface Missing {
        Optional<String> look() throws InterruptedException;
    }

    /**
     * Looks until nothing is missing.
     *
     * @return how long that took
     * @throws BrokenChainException saying what is missing when the time is over
     */
    static Duration until(Duration within, Missing missing) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Optional<String> left = missing.look();
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (left.isEmpty()) return waited;
            if (waited.compareTo(within) > 0)
                throw new BrokenChainException(left.get() + " (waited " + waited.toSeconds() + " s)");
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
