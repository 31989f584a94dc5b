package io.qbank.exposure.calibrator.engine.rng;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** The stream of one block of candidates: xoroshiro128++ [1], seeded by hashing who asks. One thread. */
public final class BlockDraws implements Draws {
    // [1] Blackman, Vigna (2021), Scrambled linear pseudorandom number generators, ACM TOMS 47(4).
    private final UniformRandomProvider source;

    /**
     * @param seed of the run
     * @param round which simulation of the run: different rounds share no draws
     * @param block of candidates within the round
     */
    public BlockDraws(long seed, long round, long block) {
        long first = mix(mix(mix(seed) + round) + block);
        source = RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {first, mix(first + 1)});
    }

    @Override
    public double uniform() {
        return source.nextDouble();
    }

    /** By inversion: one uniform draw a value, and no platform's logarithm in between. */
    @Override
    public double gaussian(double mean, double sd) {
        // Midpoints of 2^52 steps: exact, and never 0 or 1.
        return mean + sd * NormalQuantile.of(((source.nextLong() >>> 12) + 0.5) * 0x1.0p-52);
    }

    @Override
    public boolean passes(double k) {
        return source.nextDouble() < k;
    }

    /** SplitMix64's output function: a bijection in which each input bit changes half of the output. */
    private static long mix(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
