package io.qbank.exposure.command.view;

import io.qbank.exposure.schemas.item.ItemState;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The published items as the bank has them. One writer, many readers. */
public final class ItemView implements View<ItemState> {
    private final Map<ItemId, ItemState> items = new ConcurrentHashMap<>();

    /** An older position in the bank's log never replaces a newer; a tombstone takes the item out. */
    @Override
    public void apply(String key, @Nullable ItemState item) {
        if (item == null) {
            items.remove(idOf(key));
            return;
        }
        items.merge(
                new ItemId(item.questionId(), item.version()),
                item,
                (known, given) -> given.lsn() < known.lsn() ? known : given);
    }

    /** A published item. */
    public Optional<ItemState> item(ItemId id) {
        return Optional.ofNullable(items.get(id));
    }

    /** All published items, in no order. */
    public Collection<ItemState> all() {
        return items.values();
    }

    /** Whether an exam has items. */
    public boolean knows(String examCode) {
        return items.values().stream().anyMatch(item -> item.exams().contains(examCode));
    }

    /** The last two parts of {@code tenant/question/version}. */
    private static ItemId idOf(String key) {
        int version = key.lastIndexOf('/');
        int question = key.lastIndexOf('/', version - 1);
        return new ItemId(
                Long.parseLong(key.substring(question + 1, version)), Integer.parseInt(key.substring(version + 1)));
    }
}
