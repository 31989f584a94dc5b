package io.qbank.exposure.demo.bank;

import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.devkit.Samples;
import java.util.List;

/** The demo's exam: 300 generated items, none of them controlled yet. */
public final class DemoPool {
    private DemoPool() {}

    /** All items, as a calibration takes them. */
    public static List<PoolItem> items() {
        return Samples.pool().stream()
                .map(item -> new PoolItem(
                        item.questionId(),
                        item.version(),
                        item.topicId(),
                        item.a(),
                        item.b(),
                        item.c(),
                        item.k(),
                        null,
                        false))
                .toList();
    }
}
