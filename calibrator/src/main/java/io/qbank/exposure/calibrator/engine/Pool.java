package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The items of an exam in a fixed order, which decides ties of information. Immutable. */
public final class Pool {
    private final List<PoolItem> items;

    /**
     * Keeps the items in the order given.
     *
     * @throws IllegalArgumentException if a (question_id, version) occurs twice, naming it
     */
    public Pool(List<PoolItem> items) {
        this.items = List.copyOf(items);
        record Key(long questionId, int version) {}
        Set<Key> seen = new HashSet<>();
        for (PoolItem item : this.items) {
            if (!seen.add(new Key(item.questionId(), item.version()))) {
                throw new IllegalArgumentException("(question_id, version) must be unique, was twice ("
                        + item.questionId() + ", " + item.version() + ")");
            }
        }
    }

    public int size() {
        return items.size();
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public PoolItem item(int index) {
        return items.get(index);
    }

    /** In the pool's order. */
    public List<PoolItem> items() {
        return items;
    }

    ItemBank bank() {
        return new ItemBank(
                items.stream().mapToDouble(PoolItem::a).toArray(),
                items.stream().mapToDouble(PoolItem::b).toArray(),
                items.stream().mapToDouble(PoolItem::c).toArray());
    }

    double[] startingK() {
        return items.stream().mapToDouble(PoolItem::k).toArray();
    }

    boolean[] locked() {
        boolean[] locked = new boolean[size()];
        for (int i = 0; i < locked.length; i++) {
            locked[i] = items.get(i).locked();
        }
        return locked;
    }
}
