package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.drift.ItemDrift;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The settled evidence on each item of the exams of a task. */
public final class DriftItemStore extends WriteBehindStore<DriftItemStore.Key, ItemDrift> {
    /** An item as part of an exam: it is tested in each exam apart. */
    public record Key(ExamKey exam, Item item) {}

    /** Key, state, and the process with its sums. */
    private static final int ITEM_BYTES = 360;

    DriftItemStore(KeyValueStore<Bytes, byte[]> stored, CacheBudget budget) {
        super(stored, budget);
    }

    /** The item's state, new at first. */
    public ItemDrift of(Key key) {
        ItemDrift known = find(key);
        return known == null ? ItemDrift.NEW : known;
    }

    @Override
    byte[] keyBytes(Key key) {
        return new Packer(64)
                .text(key.exam().tenantId())
                .text(key.exam().examCode())
                .ordered(key.item().questionId())
                .number(key.item().version())
                .toBytes();
    }

    @Override
    Key parseKey(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        return new Key(new ExamKey(in.text(), in.text()), new Item(in.ordered(), in.small()));
    }

    @Override
    byte[] valueBytes(ItemDrift item) {
        return item.toBytes();
    }

    @Override
    ItemDrift parse(Key key, byte[] bytes) {
        return ItemDrift.parse(bytes);
    }

    @Override
    int weight(Key key, ItemDrift item) {
        return ITEM_BYTES;
    }
}
