package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.tally.Cell;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Total;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The sums of the exams of a task: one value a cell. */
public final class TotalStore extends WriteBehindStore<Cell, Total> {
    /** Cell, item, total and the head of its array. */
    private static final int CELL_BYTES = 112;

    TotalStore(KeyValueStore<Bytes, byte[]> stored, CacheBudget budget) {
        super(stored, budget);
    }

    /** The sum of a cell, nothing at first. */
    public Total of(Cell cell) {
        Total total = find(cell);
        return total == null ? new Total(cell.kind().slots()) : total;
    }

    /**
     * Hands out the sums of a day's items and sessions as they are stored, exam by exam. Other days are leapt over. For the
     * beginning, before anything has changed.
     */
    public void onDay(int day, BiConsumer<Cell, Total> taker) {
        for (ExamKey exam = next(null); exam != null; exam = next(Cell.behind(exam))) {
            each(exam, Cell.Kind.SESSIONS, day, taker);
            each(exam, Cell.Kind.ITEM, day, taker);
        }
    }

    private void each(ExamKey exam, Cell.Kind kind, int day, BiConsumer<Cell, Total> taker) {
        Bytes from = Bytes.wrap(Cell.begin(exam, kind, day));
        Bytes to = Bytes.wrap(Cell.begin(exam, kind, day + 1));
        try (KeyValueIterator<Bytes, byte[]> stored = wrapped().range(from, to)) {
            while (stored.hasNext()) {
                KeyValue<Bytes, byte[]> entry = stored.next();
                Cell cell = parseKey(entry.key.get());
                if (cell.day() == day) taker.accept(cell, parse(cell, entry.value));
            }
        }
    }

    /** The exam of the first cell from here on, null behind the last. */
    private @Nullable ExamKey next(byte @Nullable [] from) {
        try (KeyValueIterator<Bytes, byte[]> stored = wrapped().range(from == null ? null : Bytes.wrap(from), null)) {
            return stored.hasNext() ? parseKey(stored.peekNextKey().get()).exam() : null;
        }
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

    /** A cell mostly shares its exam with others. */
    @Override
    int weight(Cell cell, Total total) {
        return CELL_BYTES + cell.kind().slots() * Long.BYTES;
    }
}
