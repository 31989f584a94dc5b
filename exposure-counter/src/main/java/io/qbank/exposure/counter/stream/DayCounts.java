package io.qbank.exposure.counter.stream;

import io.qbank.exposure.counter.store.TotalStore;
import io.qbank.exposure.counter.tally.Cell;
import io.qbank.exposure.counter.tally.ExamKey;
import io.qbank.exposure.counter.tally.Item;
import io.qbank.exposure.counter.tally.ThetaBins;

/** The totals of one exam as the test asks for them. One thread. */
final class DayCounts {
    private final TotalStore totals;
    private final ExamKey exam;

    DayCounts(TotalStore totals, ExamKey exam) {
        this.totals = totals;
        this.exam = exam;
    }

    long sessions(int day) {
        return totals.of(new Cell(exam, Cell.Kind.SESSIONS, day, Cell.NO_ITEM)).value();
    }

    long exposures(Item item, int day) {
        return totals.of(new Cell(exam, Cell.Kind.ITEM, day, item)).value();
    }

    /** Sessions by ability on a day are added to the bins. */
    void abilities(int day, long[] bins) {
        long[] slots =
                totals.of(new Cell(exam, Cell.Kind.SESSIONS, day, Cell.NO_ITEM)).slots();
        for (int bin = 0; bin < ThetaBins.COUNT; bin++) bins[bin] += slots[1 + bin];
    }
}
