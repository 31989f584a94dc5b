package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;
import java.util.stream.LongStream;

/** What the two topics hold of one tenant: the last record of each key. */
record TopicView(Shelf<ItemState> items, Shelf<ExamPolicy> policies) {
    /** The highest position that any of it was published with; 0 if there is none. */
    long highestLsn() {
        return LongStream.concat(
                        items.valid().values().stream().mapToLong(ItemState::lsn),
                        policies.valid().values().stream().mapToLong(ExamPolicy::lsn))
                .max()
                .orElse(0);
    }
}
