package io.qbank.exposure.calibrator.cli;

import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.Rejection;
import java.util.List;
import java.util.OptionalInt;

/** Where a pool comes from, and where its k values may go back to. One thread. */
interface Source extends AutoCloseable {
    /** What a person calls it: the exam, or the file. */
    String title();

    /**
     * The items; empty if the exam has none.
     *
     * @throws IllegalArgumentException if an item's values are outside the model
     * @throws CannotException if they could not be read
     */
    Pool pool();

    /**
     * Writes k and cap of every item that is not locked, with their history, in one transaction.
     *
     * @param rejection what the k were calibrated for
     * @return how many k were written; empty if this source takes none
     * @throws CannotException if they could not be written; then none was
     */
    OptionalInt write(List<ItemResult> items, Rejection rejection);

    @Override
    void close();
}
