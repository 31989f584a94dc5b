package io.qbank.exposure.calibrator.engine.rng;

/** A stream of random numbers. One thread. */
public interface Draws {
    /** In [0, 1), 53 bits. */
    double uniform();

    double gaussian(double mean, double sd);

    /** One draw that succeeds with probability k. */
    boolean passes(double k);
}
