package io.qbank.exposure.calibrator.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a run found for one item.
 *
 * @param k after the last update; a locked item's own
 * @param cap that held for it
 * @param administered in the last calibration iteration; for method exact the expected number
 * @param proposed likewise
 * @param rate exposure rate in the verification; null if there was none
 */
public record ItemResult(
        PoolItem item,
        double k,
        double cap,
        long administered,
        long proposed,
        @Nullable Double rate) {}
