package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.schemas.item.ItemState;

/** One version of a question. */
public record ItemKey(long questionId, int version) implements Comparable<ItemKey> {
    public static ItemKey of(ItemState item) {
        return new ItemKey(item.questionId(), item.version());
    }

    @Override
    public int compareTo(ItemKey other) {
        return questionId != other.questionId
                ? Long.compare(questionId, other.questionId)
                : Integer.compare(version, other.version);
    }
}
