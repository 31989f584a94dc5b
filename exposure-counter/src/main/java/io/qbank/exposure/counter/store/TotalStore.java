package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.tally.Cell;
import io.qbank.exposure.counter.tally.Total;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The sums of the exams of a task: one value a cell. */
public final class TotalStore extends WriteBehindStore<Cell, Total> {
    TotalStore(KeyValueStore<Bytes, byte[]> stored, int capacity) {
        super(stored, capacity);
    }

    /** The sum of a cell, nothing at first. */
    public Total of(Cell cell) {
        Total total = find(cell);
        return total == null ? new Total(cell.kind().slots()) : total;
    }

    @Override
    byte[] keyBytes(Cell cell) {
        return cell.toBytes();
    }

    @Override
    Cell parseKey(byte[] bytes) {
        return Cell.parse(bytes);
    }

    @Override
    byte[] valueBytes(Total total) {
        return total.toBytes();
    }

    @Override
    Total parse(Cell cell, byte[] bytes) {
        return Total.parse(bytes, cell.kind().slots());
    }
}
