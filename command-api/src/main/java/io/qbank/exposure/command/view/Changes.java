package io.qbank.exposure.command.view;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets a reader wait until a view shows what it looks for. Thread-safe. Signalling costs one volatile read while nobody
 * waits: the feed signals after every record, and a reader looks while it holds the lock, so that no change falls between
 * its look and its wait. Requests that wait are bounded here; whoever follows for long is bounded by who lets him in, and
 * takes no request's place.
 */
public final class Changes implements AutoCloseable {
    /** Requests that may wait at a time. */
    public static final int MOST_WAITING = 160;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore places;
    private volatile boolean closed;

    /** As many places as the server has threads for. */
    public Changes() {
        this(MOST_WAITING);
    }

    Changes(int places) {
        this.places = new Semaphore(places);
    }

    /** A view has changed. */
    public void signal() {
        if (waiting.get() == 0) return;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to see, in real time; at once when there already is, or when closed.
     *
     * @throws TooManyWaitingException if more wait than threads can be spared
     */
    public <T> Optional<T> await(Duration atMost, Supplier<Optional<T>> look) throws InterruptedException {
        if (!places.tryAcquire()) throw new TooManyWaitingException();
        try {
            return follow(atMost, look);
        } finally {
            places.release();
        }
    }

    /** Waits as {@link #await} does, without taking a place. */
    public <T> Optional<T> follow(Duration atMost, Supplier<Optional<T>> look) throws InterruptedException {
        waiting.incrementAndGet();
        lock.lock();
        try {
            long left = atMost.toNanos();
            Optional<T> seen = look.get();
            while (seen.isEmpty() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
                seen = look.get();
            }
            return seen;
        } finally {
            lock.unlock();
            waiting.decrementAndGet();
        }
    }

    /** Whether nobody should wait any more. */
    public boolean closed() {
        return closed;
    }

    /** Wakes everybody; nobody waits from now on. */
    @Override
    public void close() {
        closed = true;
        signal();
    }

    /** Refused: each who waits holds a thread. */
    public static final class TooManyWaitingException extends RuntimeException {
        TooManyWaitingException() {
            super("too many requests are waiting already; try again in a second");
        }
    }
}
