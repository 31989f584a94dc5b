package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Tally;
import io.qbank.exposure.counter.tally.TallyBlocks;
import io.qbank.exposure.counter.tally.Unpacker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * What a task has counted and not yet sent on, by exam. It is taken away at every flush, and a commit follows each flush, which
 * then finds nothing to write. A commit at any other moment, such as before a rebalance or when another task of the thread has
 * published, writes what is pending then, and whoever takes the task over sends it: a difference is sent exactly once, because
 * counting, sending and forgetting are of one transaction. See {@link WriteBehindStore} on the hook. One thread.
 */
public final class PendingStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    private final Map<ExamKey, Tally> pending = new HashMap<>();
    private final Set<Bytes> written = new HashSet<>();

    PendingStore(KeyValueStore<Bytes, byte[]> stored) {
        super(stored);
    }

    /** Reads what an earlier owner of the task left. Once, when the processor begins. */
    public void load() {
        forget();
        try (KeyValueIterator<Bytes, byte[]> stored = wrapped().all()) {
            while (stored.hasNext()) {
                KeyValue<Bytes, byte[]> entry = stored.next();
                written.add(entry.key);
                Unpacker key = new Unpacker(entry.key.get());
                TallyBlocks.add(entry.value, of(new ExamKey(key.text(), key.text())));
            }
        }
    }

    /** The pending counts of an exam, to be added to. */
    public Tally of(ExamKey exam) {
        return pending.computeIfAbsent(exam, unknown -> new Tally());
    }

    /** Hands everything out and keeps nothing. */
    public void drain(BiConsumer<ExamKey, Tally> taker) {
        pending.forEach(taker);
        pending.clear();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        forget();
        super.init(context, root);
    }

    @Override
    public void flushCache() {
        Set<Bytes> stale = new HashSet<>(written);
        pending.forEach((exam, tally) -> {
            List<byte[]> blocks = TallyBlocks.of(tally);
            for (int i = 0; i < blocks.size(); i++) {
                Bytes key = key(exam, i);
                wrapped().put(key, blocks.get(i));
                written.add(key);
                stale.remove(key);
            }
        });
        for (Bytes key : stale) {
            wrapped().delete(key);
            written.remove(key);
        }
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
        pending.clear();
        written.clear();
    }

    private static Bytes key(ExamKey exam, int block) {
        return Bytes.wrap(new Packer(48)
                .text(exam.tenantId())
                .text(exam.examCode())
                .number(block)
                .toBytes());
    }
}
