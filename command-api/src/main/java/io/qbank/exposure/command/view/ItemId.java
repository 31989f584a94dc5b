package io.qbank.exposure.command.view;

import java.util.Comparator;

/** One version of a question. Ordered by question, then version. */
public record ItemId(long questionId, int version) implements Comparable<ItemId> {
    private static final Comparator<ItemId> ORDER =
            Comparator.comparingLong(ItemId::questionId).thenComparingInt(ItemId::version);

    @Override
    public int compareTo(ItemId other) {
        return ORDER.compare(this, other);
    }
}
