package io.qbank.exposure.calibrator.cdc;

import io.qbank.exposure.schemas.item.ExamPolicy;
import io.qbank.exposure.schemas.item.ItemState;

/**
 * What one read of the bank saw, all of it at one moment.
 *
 * @param lsn a position of the log before that moment, never lower than an earlier read's
 * @param snapshot which transactions it saw
 * @param millis the database's clock
 * @param items what is asked for and is not here is not published
 * @param policies likewise
 */
record BankView(long lsn, Snapshot snapshot, long millis, Shelf<ItemState> items, Shelf<ExamPolicy> policies) {}
