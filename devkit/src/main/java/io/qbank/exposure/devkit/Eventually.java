package io.qbank.exposure.devkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits in an integration test for what other threads and processes bring about, and says what never came. */
public final class Eventually {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** A question that may fail while the world is not ready. */
    @FunctionalInterface
    public interface ThrowingSupplier<T> {
        T get() throws Exception;
    }

    /**
     * Asks again and again until the answer is true, and once more when the time is over: the machine may have stood still.
     *
     * @param what a sentence that should become true, for the failure
     * @throws AssertionError when it did not within the time; the last exception is its cause
     */
    public static void eventually(Duration within, String what, ThrowingSupplier<Boolean> answer) {
        eventually(within, () -> what, answer);
    }

    /** The same, for a sentence that also tells how far it had come: it is put together at the end. */
    public static void eventually(Duration within, Supplier<String> what, ThrowingSupplier<Boolean> answer) {
        long deadline = System.nanoTime() + within.toNanos();
        Throwable last;
        boolean over;
        do {
            over = System.nanoTime() >= deadline;
            try {
                if (answer.get()) return;
                last = null;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failure(within, what, interrupted);
            } catch (Exception | AssertionError notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (!over);
        throw failure(within, what, last);
    }

    private static AssertionError failure(Duration within, Supplier<String> what, @Nullable Throwable last) {
        return new AssertionError("not within " + within.toMillis() + " ms: " + what.get(), last);
    }
}
