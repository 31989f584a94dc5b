package io.qbank.exposure.calibrator.job;

import java.util.List;

/** Stores with a bank behind them, and what a test does to it by hand. */
public interface World extends AutoCloseable {
    JobStore jobs();

    CommandStore commands();

    /** Publishes questions, version 1, all alike. */
    void publish(String examCode, int from, int to);

    void lock(ItemKey item);

    double k(ItemKey item);

    /** One line a change, {@code item by name}, oldest first. */
    List<String> history();

    /** Every claim's owner has given no sign of life for too long. */
    void expireLeases();

    @Override
    void close();

    /** The one in memory. */
    static World twin() {
        InMemoryStore store = new InMemoryStore();
        return new World() {
            @Override
            public JobStore jobs() {
                return store;
            }

            @Override
            public CommandStore commands() {
                return store;
            }

            @Override
            public void publish(String examCode, int from, int to) {
                store.publish(examCode, from, to);
            }

            @Override
            public void lock(ItemKey item) {
                store.lock(item);
            }

            @Override
            public double k(ItemKey item) {
                return store.k(item);
            }

            @Override
            public List<String> history() {
                return store.history();
            }

            @Override
            public void expireLeases() {
                store.expireLeases();
            }

            @Override
            public void close() {}
        };
    }
}
