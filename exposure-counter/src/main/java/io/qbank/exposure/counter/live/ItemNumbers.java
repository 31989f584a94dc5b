package io.qbank.exposure.counter.live;

import io.qbank.exposure.counter.stream.ItemControl;
import io.qbank.exposure.counter.tally.Item;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An item's exposure today.
 *
 * @param rate share of today's sessions that saw it
 * @param control null where the bank does not know the item (yet, or any more)
 */
record ItemNumbers(
        Item item, long exposures, double rate, @Nullable ItemControl control) {
    /** The topic of items that the bank does not know. */
    static final String UNKNOWN = "unknown";
    /** The topic of items that the bank knows without one. */
    static final String NONE = "none";

    /** The worst first: the largest share of the cap; without a cap of 1. */
    static final Comparator<ItemNumbers> WORST = Comparator.comparingDouble(ItemNumbers::used)
            .reversed()
            .thenComparingLong(numbers -> numbers.item.questionId())
            .thenComparingInt(numbers -> numbers.item.version());

    @Nullable
    Double cap() {
        return control == null ? null : control.cap();
    }

    String topic() {
        return topic(control);
    }

    static String topic(@Nullable ItemControl control) {
        if (control == null) return UNKNOWN;
        Long topic = control.topicId();
        return topic == null ? NONE : topic.toString();
    }

    private double used() {
        Double cap = cap();
        return cap == null ? rate : rate / cap;
    }
}
