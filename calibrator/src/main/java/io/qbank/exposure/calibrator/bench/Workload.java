package io.qbank.exposure.calibrator.bench;

import io.qbank.exposure.calibrator.engine.Ability;
import io.qbank.exposure.calibrator.engine.Calibration;
import io.qbank.exposure.calibrator.engine.ItemResult;
import io.qbank.exposure.calibrator.engine.Method;
import io.qbank.exposure.calibrator.engine.Outcome;
import io.qbank.exposure.calibrator.engine.Plan;
import io.qbank.exposure.calibrator.engine.Pool;
import io.qbank.exposure.calibrator.engine.PoolItem;
import io.qbank.exposure.calibrator.engine.RunObserver;
import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.irt.RankingTable;
import io.qbank.exposure.calibrator.engine.irt.ResponseTable;
import io.qbank.exposure.calibrator.engine.rng.BlockDraws;
import io.qbank.exposure.calibrator.engine.simulation.BlockingForm;
import io.qbank.exposure.calibrator.engine.simulation.EstimatingForm;
import io.qbank.exposure.calibrator.engine.simulation.ReconsideringForm;
import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** An exam to simulate: a random pool like v7's test pools, tests of 25 items, cap .2. */
final class Workload {
    static final int LENGTH = 25;

    private final Pool pool;
    private final ItemBank bank;
    private final RankingTable table;
    private final boolean[] barred;

    Workload(int items) {
        BlockDraws draws = new BlockDraws(7, 0, 0);
        pool = new Pool(IntStream.range(0, items)
                .mapToObj(i -> new PoolItem(
                        1000 + i,
                        1,
                        null,
                        StrictMath.exp(draws.gaussian(0, 0.3)),
                        draws.gaussian(0, 1),
                        0.05 + 0.25 * draws.uniform(),
                        1,
                        null,
                        false))
                .toList());
        bank = new ItemBank(column(PoolItem::a), column(PoolItem::b), column(PoolItem::c));
        table = new RankingTable(bank);
        barred = new boolean[items];
    }

    Pool pool() {
        return pool;
    }

    double[] kOfOne() {
        return column(PoolItem::k);
    }

    /** The k of a finished calibration. */
    double[] calibrated(Method method, Ability ability, int n, int iters, int threads) {
        Plan plan = Plan.builder()
                .method(method)
                .ability(ability)
                .testLen(LENGTH)
                .n(n)
                .iters(iters)
                .threads(threads)
                .verifyN(0)
                .build();
        Outcome outcome = Calibration.run(pool, plan, RunObserver.NONE);
        return ((Outcome.Completed) outcome)
                .result().items().stream().mapToDouble(ItemResult::k).toArray();
    }

    Supplier<TestForm> blocking() {
        return () -> new BlockingForm(new Ranker(table, 32), LENGTH, barred);
    }

    Supplier<TestForm> reconsidering() {
        return () -> new ReconsideringForm(new Ranker(table, 32), LENGTH, barred);
    }

    Supplier<TestForm> estimating() {
        ResponseTable responses = new ResponseTable(bank, 61, -4, 4, 0, 1);
        return () -> new EstimatingForm(bank, new Ranker(table, 16), new Posterior(responses), LENGTH, barred, true);
    }

    Supplier<TestForm> reference(boolean block, boolean estimate) {
        return () -> new FullRankingForm(
                bank, LENGTH, block, estimate ? new Posterior(new ResponseTable(bank, 61, -4, 4, 0, 1)) : null);
    }

    private double[] column(ToDoubleFunction<PoolItem> field) {
        return pool.items().stream().mapToDouble(field).toArray();
    }
}
