package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.control.Judgement;
import io.qbank.exposure.calibrator.engine.simulation.Tally;

/** Control parameters, and how they did on fresh draws. Not changed after construction. */
final class Verified {
    private final double[] k;
    private final Tally tally;
    private final Judgement judgement;

    Verified(double[] k, Tally tally, double[] caps) {
        this.k = k;
        this.tally = tally;
        judgement = new Judgement(tally, caps);
    }

    double k(int item) {
        return k[item];
    }

    Tally tally() {
        return tally;
    }

    Judgement judgement() {
        return judgement;
    }
}
