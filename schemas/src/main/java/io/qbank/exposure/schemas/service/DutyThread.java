package io.qbank.exposure.schemas.service;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends a {@link Duty} a thread: works while there is work, rests while there is none, backs off while the world is
 * broken. One of the few places that may catch broadly: an exception is logged and the duty tried again, after 100 ms at
 * first and 5 s at last. An error (a missing class) ends the thread and {@link #alive()} tells of it; one that says that there
 * is no memory left ends the process, which nobody could rely on any more.
 */
public final class DutyThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);
    private static final Duration JOIN = Duration.ofSeconds(10);
    /** As of the JVM's own ExitOnOutOfMemoryError. */
    private static final int NO_MEMORY = 3;

    private static final long FIRST_BACKOFF_MS = 100;
    private static final long LAST_BACKOFF_MS = 5_000;

    private final Thread thread;
    private volatile boolean running = true;

    private DutyThread(String name, Duty duty, Duration rest) {
        thread = new Thread(() -> loop(name, duty, rest), name);
        thread.setUncaughtExceptionHandler((dead, error) -> died(name, error));
    }

    /** Starts the loop; closing interrupts it and waits until it has left. */
    public static DutyThread start(String name, Duty duty, Duration rest) {
        DutyThread started = new DutyThread(name, duty, rest);
        started.thread.start();
        return started;
    }

    /** Whether the thread still works; false asks for a restart, unless it was closed. */
    public boolean alive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        try {
            thread.join(JOIN.toMillis());
            if (thread.isAlive()) LOG.warn("{} did not stop within {} s", thread.getName(), JOIN.toSeconds());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void died(String name, Throwable error) {
        try {
            LOG.error("{} died and needs a restart", name, error);
        } finally {
            if (error instanceof OutOfMemoryError) Runtime.getRuntime().halt(NO_MEMORY);
        }
    }

    private void loop(String name, Duty duty, Duration rest) {
        long backoff = FIRST_BACKOFF_MS;
        while (running) {
            try {
                if (duty.doWork() == 0) LockSupport.parkNanos(rest.toNanos());
                backoff = FIRST_BACKOFF_MS;
            } catch (InterruptedException interrupted) {
                break;
            } catch (RuntimeException broken) {
                if (!running) break;
                LOG.error("{} failed and tries again in {} ms", name, backoff, broken);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(backoff));
                backoff = Math.min(2 * backoff, LAST_BACKOFF_MS);
            }
            if (Thread.currentThread().isInterrupted()) break;
        }
    }
}
