package io.qbank.exposure.counter.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Objects in memory in front of a logged key-value store. A processor reads and changes the objects; {@link #flushCache()},
 * which Kafka Streams calls before it commits a task's offsets, writes those that changed. So an object that changes a
 * hundred times between two commits is written once, and what is committed is always complete: state, output and offsets are
 * one transaction.
 *
 * <p>Kafka Streams' own cache does the same for bytes, with a sorted map and a serialization at every access; this one costs
 * a hash lookup. The hook is of Kafka's internal package: the Kafka version is pinned, and a test with a real broker fails if
 * the hook is not called in time (docs/decisions/0030). One thread.
 */
abstract class WriteBehindStore<K, V> extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    /** An entry of the map, its slot, and the place in the table. */
    private static final int ENTRY_BYTES = 80;

    private final CacheBudget.Share share;
    private final LinkedHashMap<K, Slot<V>> slots = new LinkedHashMap<>(1_024, 0.75f, true);
    private final List<Map.Entry<K, Slot<V>>> changed = new ArrayList<>();
    private @Nullable Bytes sweptTo;

    /** @param budget of objects kept in memory; the longest unused goes first */
    WriteBehindStore(KeyValueStore<Bytes, byte[]> stored, CacheBudget budget) {
        super(stored);
        share = budget.share();
    }

    abstract byte[] keyBytes(K key);

    abstract K parseKey(byte[] bytes);

    abstract byte[] valueBytes(V value);

    abstract V parse(K key, byte[] bytes);

    /** Bytes of heap that a key and its object take, about. */
    abstract int weight(K key, V value);

    /** The object of a key, or null if there is none. Whoever changes it says so with {@link #put}. */
    public final @Nullable V find(K key) {
        Slot<V> slot = slots.get(key);
        if (slot != null) return slot.value;
        byte[] bytes = wrapped().get(Bytes.wrap(keyBytes(key)));
        if (bytes == null) return null;
        V value = parse(key, bytes);
        keep(key, new Slot<>(value));
        return value;
    }

    /** Notes a new or changed object. */
    public final void put(K key, V value) {
        Slot<V> slot = slots.get(key);
        if (slot == null) slot = new Slot<>(value);
        slot.value = value;
        if (!slot.changed) {
            slot.changed = true;
            changed.add(Map.entry(key, slot));
        }
        keep(key, slot);
    }

    /** The keys of all stored entries, not of those that are only in memory: for a processor that begins. */
    public final List<K> storedKeys() {
        List<K> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> stored = wrapped().all()) {
            while (stored.hasNext()) keys.add(parseKey(stored.next().key.get()));
        }
        return keys;
    }

    /**
     * Looks at some stored entries, going on where it stopped last time and beginning again after the last, and removes those
     * that are out of date and have not changed since.
     *
     * @return how many were removed
     */
    public final int sweep(int entries, Predicate<byte[]> outOfDate) {
        List<Bytes> candidates = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> stored = wrapped().range(sweptTo, null)) {
            for (int i = 0; i < entries && stored.hasNext(); i++) {
                KeyValue<Bytes, byte[]> entry = stored.next();
                if (outOfDate.test(entry.value)) candidates.add(entry.key);
            }
            sweptTo = stored.hasNext() ? stored.peekNextKey() : null;
        }
        int removed = 0;
        for (Bytes candidate : candidates) {
            K key = parseKey(candidate.get());
            Slot<V> slot = slots.get(key);
            if (slot != null && slot.changed) continue;
            if (slot != null) drop(key, slot);
            wrapped().delete(candidate);
            removed++;
        }
        return removed;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        forget();
        super.init(context, root);
    }

    @Override
    public void flushCache() {
        for (Map.Entry<K, Slot<V>> entry : changed) write(entry.getKey(), entry.getValue());
        changed.clear();
        super.flushCache();
    }

    @Override
    public void clearCache() {
        forget();
        super.clearCache();
    }

    @Override
    public void close() {
        forget();
        super.close();
    }

    private void forget() {
        slots.clear();
        share.release();
        changed.clear();
        sweptTo = null;
    }

    private void write(K key, Slot<V> slot) {
        if (!slot.changed) return;
        wrapped().put(Bytes.wrap(keyBytes(key)), valueBytes(slot.value));
        slot.changed = false;
    }

    private void keep(K key, Slot<V> slot) {
        int weight = ENTRY_BYTES + weight(key, slot.value);
        if (slot.weight == 0) slots.put(key, slot);
        if (weight != slot.weight) share.take((long) weight - slot.weight);
        slot.weight = weight;
        while (share.isCrowded() && slots.size() > 1) giveUpEldest();
    }

    private void giveUpEldest() {
        Map.Entry<K, Slot<V>> eldest = slots.entrySet().iterator().next();
        write(eldest.getKey(), eldest.getValue());
        drop(eldest.getKey(), eldest.getValue());
    }

    private void drop(K key, Slot<V> slot) {
        slots.remove(key);
        share.take(-slot.weight);
        slot.weight = 0;
    }

    private static final class Slot<V> {
        private V value;
        private int weight;
        private boolean changed;

        Slot(V value) {
            this.value = value;
        }
    }
}
