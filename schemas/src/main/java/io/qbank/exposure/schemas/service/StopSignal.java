package io.qbank.exposure.schemas.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a service to stop, and the one who asked when it has. Thread-safe. */
public final class StopSignal {
    private static final long DRAIN_SECONDS = 10;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Raised by SIGTERM or SIGINT; the process lives until the service says {@link #stopped()}, ten seconds at most. Its exit
     * status is 0 then, since it did what it was asked, and 1 if that took longer; the JVM would always say 143 or 130.
     */
    public static StopSignal onTermination() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "stop-signal"));
        return signal;
    }

    /** Asks to stop. */
    public void stop() {
        stop.countDown();
    }

    /** Waits until somebody asks to stop. */
    public void await() throws InterruptedException {
        stop.await();
    }

    /** Whether somebody has asked to stop. */
    public boolean raised() {
        return stop.getCount() == 0;
    }

    /** Everything is closed: the process may end. */
    public void stopped() {
        stopped.countDown();
    }

    private void stopAndWait() {
        if (stopped.getCount() == 0) return; // the program ends by itself, with a status of its own
        stop();
        try {
            boolean inTime = stopped.await(DRAIN_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
