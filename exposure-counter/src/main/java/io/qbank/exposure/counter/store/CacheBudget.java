package io.qbank.exposure.counter.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much heap the stores of a process may fill, all together, with objects that also lie on disk. How many tasks there are,
 * and how long the tests, nobody knows beforehand: a number of objects for each store would be too small here and exhaust
 * the heap there.
 *
 * <p>When the budget is used up, a store gives up what it has not used for longest, but keeps an even share: so a task that
 * comes later gets its room from those that have more. They give it when they are next used; until then all together may
 * take twice the budget, and no more. Thread-safe.
 */
public final class CacheBudget {
    private static final int HEAP_FRACTION = 4;
    private final long bytes;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger holders = new AtomicInteger();

    /** @param bytes of heap, estimated; positive */
    public CacheBudget(long bytes) {
        if (bytes <= 0) throw new IllegalArgumentException("a cache's budget must be positive, was " + bytes);
        this.bytes = bytes;
    }

    /**
     * A budget as it is configured.
     *
     * @param megabytes 0 for a quarter of the largest heap of this process
     */
    public static CacheBudget ofMegabytes(int megabytes) {
        return new CacheBudget(
                megabytes == 0 ? Runtime.getRuntime().maxMemory() / HEAP_FRACTION : (long) megabytes << 20);
    }

    /** What one store holds, nothing at first. One thread. */
    Share share() {
        return new Share();
    }

    /** The bytes in use by all stores. */
    long used() {
        return used.get();
    }

    /** A store's part of the budget. One thread. */
    final class Share {
        private long own;

        private Share() {}

        /** Takes so many bytes more, or gives them back. */
        void take(long more) {
            if (own == 0 && more != 0) holders.incrementAndGet();
            own += more;
            used.addAndGet(more);
            if (own == 0 && more != 0) holders.decrementAndGet();
        }

        /** Gives all back. */
        void release() {
            take(-own);
        }

        /** Whether this store should give something up. */
        boolean isCrowded() {
            long all = used.get();
            return all > 2 * bytes || (all > bytes && own > bytes / Math.max(1, holders.get()));
        }
    }
}
