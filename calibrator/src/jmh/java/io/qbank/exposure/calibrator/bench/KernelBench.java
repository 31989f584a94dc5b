package io.qbank.exposure.calibrator.bench;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.irt.RankingTable;
import io.qbank.exposure.calibrator.engine.irt.ResponseTable;
import io.qbank.exposure.calibrator.engine.rng.BlockDraws;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one candidate is made of: information, ranking, draws, posterior. Nanoseconds each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBench {
    /** Items in the pool. */
    @Param({"200", "1000", "10000"})
    public int items;

    private ItemBank bank;
    private Ranker ranker;
    private Posterior posterior;
    private BlockDraws draws;
    private int item;

    /** A random pool; the ranking table warm where candidates are. */
    @Setup
    public void prepare() {
        BlockDraws parameters = new BlockDraws(7, 0, 0);
        double[] a = new double[items];
        double[] b = new double[items];
        double[] c = new double[items];
        for (int i = 0; i < items; i++) {
            a[i] = StrictMath.exp(parameters.gaussian(0, 0.3));
            b[i] = parameters.gaussian(0, 1);
            c[i] = 0.05 + 0.25 * parameters.uniform();
        }
        bank = new ItemBank(a, b, c);
        ranker = new Ranker(new RankingTable(bank), 32);
        posterior = new Posterior(new ResponseTable(bank, 61, -4, 4, 0, 1));
        draws = new BlockDraws(1, 0, 0);
        for (int i = 0; i < 200_000; i++) {
            bestPlaces(draws.gaussian(0, 1));
        }
    }

    private int next() {
        item = item + 1 == items ? 0 : item + 1;
        return item;
    }

    private int bestPlaces(double theta) {
        ranker.at(theta);
        return ranker.items()[24];
    }

    /** Information of one item. */
    @Benchmark
    public double information() {
        return bank.information(next(), 0.3);
    }

    /** The 32 best items at a new ability, from the table. */
    @Benchmark
    public int rankFromTable() {
        return bestPlaces(draws.gaussian(0, 1));
    }

    /** The same by scoring and sorting the whole pool, which is what an ability outside the table takes. */
    @Benchmark
    public int rankBySorting() {
        return bestPlaces(8 + draws.uniform());
    }

    /** One answer of a live test. */
    @Benchmark
    public double posteriorUpdate() {
        int answered = next();
        if (answered == 0) {
            posterior.reset();
        }
        posterior.update(answered, (answered & 1) == 0);
        return posterior.mean();
    }

    /** One normal draw. */
    @Benchmark
    public double gaussianDraw() {
        return draws.gaussian(0, 1);
    }

    /** One acceptance draw. */
    @Benchmark
    public boolean acceptanceDraw() {
        return draws.passes(0.35);
    }
}
