package io.qbank.exposure.calibrator.engine.simulation;

/** Tallies as a simulation might have counted them, for tests of what is made of them. */
public final class Tallies {
    private Tallies() {}

    /** So many candidates; how often each item was proposed, and to how many it was administered. */
    public static Tally of(int candidates, long[] proposed, long[] administered) {
        Tally tally = new Tally(proposed.length, Strata.ONE);
        for (int i = 0; i < candidates; i++) tally.begin(0);
        for (int item = 0; item < proposed.length; item++) {
            for (long i = 0; i < proposed[item]; i++) tally.propose(item);
            for (long i = 0; i < administered[item]; i++) tally.administer(item);
        }
        return tally;
    }
}
