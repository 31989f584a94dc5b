package io.qbank.exposure.calibrator.engine.irt;

/**
 * The beginning of the ranking over a narrow interval of ability. Most neighbours never change places within it; where they may, the
 * places form a group that must be evaluated at the candidate's ability. Immutable once built.
 */
final class FineBin {
    /** Item at each place, best first; its complement (~) if the next place belongs to the same group. */
    final int[] codes;

    /** Items that were looked at; some of the last ones are missing from codes because an item not looked at may be better. */
    final int depth;

    FineBin(int[] codes, int depth) {
        this.codes = codes;
        this.depth = depth;
    }
}
