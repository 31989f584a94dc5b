package io.qbank.exposure.calibrator.bench;

import io.qbank.exposure.calibrator.engine.simulation.Simulation;
import io.qbank.exposure.calibrator.engine.simulation.Strata;
import io.qbank.exposure.calibrator.engine.simulation.Streams;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Times a test form: rounds of growing size until one is long enough, then the best of several like it. */
final class Stopwatch {
    /** What a measured round found. */
    record Reading(double perSecond, double proposals, double allocated) {}

    private static final int ROUNDS = 15;
    private final long enoughNanos;

    /** Rounds will take at least this long. */
    Stopwatch(long enoughMillis) {
        enoughNanos = enoughMillis * 1_000_000;
    }

    Reading read(int items, Supplier<TestForm> form, double[] k, int threads) {
        try (Simulation simulation = new Simulation(items, form, draws -> draws.gaussian(0, 1), threads, () -> false)) {
            int n = 1;
            while (round(simulation, k, n, 0).nanos() < enoughNanos) {
                n *= 2;
            }
            Round best = round(simulation, k, n, 1);
            for (int i = 2; i < ROUNDS; i++) {
                Round next = round(simulation, k, n, i);
                best = next.nanos() < best.nanos() ? next : best;
            }
            return new Reading(n * 1e9 / best.nanos(), best.proposals() / (double) n, best.allocated() / (double) n);
        }
    }

    /** What a candidate allocates when the run is under way, whatever a run allocates once, and however fast it is. */
    static double bytesPerFurtherCandidate(int items, Supplier<TestForm> form, double[] k) {
        int few = 20_000;
        int many = 120_000;
        try (Simulation simulation = new Simulation(items, form, draws -> draws.gaussian(0, 1), 1, () -> false)) {
            round(simulation, k, many, 0);
            long more = round(simulation, k, many, 1).allocated()
                    - round(simulation, k, few, 2).allocated();
            return (double) more / (many - few);
        }
    }

    private record Round(long nanos, long proposals, long allocated) {}

    private static Round round(Simulation simulation, double[] k, int n, int number) {
        long allocated = allocatedHere();
        long start = System.nanoTime();
        Tally tally =
                simulation.run(k, n, Streams.independent(1, number), Strata.ONE).orElseThrow();
        long nanos = System.nanoTime() - start;
        allocated = allocatedHere() - allocated;
        long proposals = 0;
        for (int i = 0; i < k.length; i++) {
            proposals += tally.proposed(i);
        }
        return new Round(nanos, proposals, allocated);
    }

    private static long allocatedHere() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
