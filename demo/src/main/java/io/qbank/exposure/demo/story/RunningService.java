package io.qbank.exposure.demo.story;

import io.qbank.exposure.schemas.service.StopSignal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One of the services on a thread of its own, entered where its main enters it. */
final class RunningService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final StopSignal stop = new StopSignal();
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private RunningService(String name, Entry entry) {
        thread = new Thread(() -> live(entry), name);
    }

    /** A service's run method, its configuration and clock filled in. */
    @FunctionalInterface
    interface Entry {
        void run(StopSignal stop) throws InterruptedException;
    }

    static RunningService start(String name, Entry entry) {
        RunningService service = new RunningService(name, entry);
        service.thread.start();
        return service;
    }

    /** @throws BrokenChainException if the service has ended by itself */
    void requireAlive() {
        Throwable failed = failure;
        if (failed != null)
            throw new BrokenChainException(thread.getName() + " has stopped: " + failed.getMessage(), failed);
        if (!thread.isAlive()) throw new BrokenChainException(thread.getName() + " has stopped");
    }

    String name() {
        return thread.getName();
    }

    /** Asks it to stop, without waiting. */
    void stop() {
        stop.stop();
    }

    @Override
    public void close() {
        stop();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(Entry entry) {
        try {
            entry.run(stop);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error failed) {
            failure = failed;
        }
    }
}
