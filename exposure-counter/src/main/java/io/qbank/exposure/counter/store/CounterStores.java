package io.qbank.exposure.counter.store;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The counter's stores by name. None has windows or retention: old days are swept, so that a replay of last year works. */
public final class CounterStores {
    /** What each session has seen. Key: session. By partition of the events. */
    public static final String SESSIONS = "sessions";
    /** Counted and not yet sent to the totals. By partition of the events. */
    public static final String UNSENT = "unsent";
    /** Sums over all partitions. Key: exam, kind, day, item. By exam. */
    public static final String TOTALS = "totals";
    /** Summed and not yet published. By exam. */
    public static final String UNPUBLISHED = "unpublished";
    /** How far the test of each exam has come, and what it led to. Key: exam. By exam. */
    public static final String DRIFT_EXAMS = "drift-exams";
    /** Settled evidence. Key: exam, item. By exam. */
    public static final String DRIFT_ITEMS = "drift-items";
    /** k, cap, topic and exams of every item, a copy of exposure.items. Global. */
    public static final String ITEMS = "items";
    /** The policy of every exam, a copy of exposure.policies. Global. */
    public static final String POLICIES = "policies";

    private CounterStores() {}

    public static StoreBuilder<SessionStore> sessions(CacheBudget cache) {
        return builder(SESSIONS, stored -> new SessionStore(stored, cache));
    }

    public static StoreBuilder<PendingStore> unsent() {
        return builder(UNSENT, PendingStore::new);
    }

    public static StoreBuilder<TotalStore> totals(CacheBudget cache) {
        return builder(TOTALS, stored -> new TotalStore(stored, cache));
    }

    public static StoreBuilder<PendingStore> unpublished() {
        return builder(UNPUBLISHED, PendingStore::new);
    }

    public static StoreBuilder<DriftExamStore> driftExams(CacheBudget cache) {
        return builder(DRIFT_EXAMS, stored -> new DriftExamStore(stored, cache));
    }

    public static StoreBuilder<DriftItemStore> driftItems(CacheBudget cache) {
        return builder(DRIFT_ITEMS, stored -> new DriftItemStore(stored, cache));
    }

    private static <T extends StateStore> StoreBuilder<T> builder(
            String name, Function<KeyValueStore<Bytes, byte[]>, T> around) {
        return new Builder<>(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray()),
                around);
    }

    /** Builds a plain logged store and something around it. */
    private record Builder<T extends StateStore>(
            StoreBuilder<KeyValueStore<Bytes, byte[]>> stored, Function<KeyValueStore<Bytes, byte[]>, T> around)
            implements StoreBuilder<T> {
        @Override
        public T build() {
            return around.apply(stored.build());
        }

        @Override
        public StoreBuilder<T> withCachingEnabled() {
            throw new UnsupportedOperationException("the store around it is the cache");
        }

        @Override
        public StoreBuilder<T> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
            stored.withLoggingEnabled(config);
            return this;
        }

        @Override
        public StoreBuilder<T> withLoggingDisabled() {
            throw new UnsupportedOperationException("without a changelog a crash would lose counts");
        }

        @Override
        public Map<String, String> logConfig() {
            return stored.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return stored.loggingEnabled();
        }

        @Override
        public String name() {
            return stored.name();
        }
    }
}
