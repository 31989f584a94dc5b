package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.rng.BlockDraws;
import io.qbank.exposure.calibrator.engine.rng.Draws;
import io.qbank.exposure.calibrator.engine.rng.PythonRandom;

/** Which random numbers each block of candidates gets, in one pass over the candidates. */
@FunctionalInterface
public interface Streams {
    /** Blocks count from 0. */
    Draws of(long block);

    /** A stream of its own for each block; two rounds share no draws. Any number of threads. */
    static Streams independent(long seed, long round) {
        return block -> new BlockDraws(seed, round, block);
    }

    /** One CPython stream for all blocks, which one thread must take in order. */
    static Streams python(long seed) {
        Draws all = new PythonRandom(seed);
        return block -> all;
    }
}
