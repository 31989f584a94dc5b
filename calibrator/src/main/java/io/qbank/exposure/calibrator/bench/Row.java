package io.qbank.exposure.calibrator.bench;

/**
 * One line of the benchmark.
 *
 * @param proposals items proposed to a candidate, on average
 * @param oneThread candidates a second
 * @param allThreads candidates a second with one thread a processor
 * @param reference candidates a second of the reference, one thread
 * @param allocated bytes a candidate, one thread
 */
record Row(
        String what,
        int items,
        double proposals,
        double oneThread,
        double allThreads,
        double reference,
        double allocated) {
    double ratio() {
        return oneThread / reference;
    }

    double scaling() {
        return allThreads / oneThread;
    }
}
