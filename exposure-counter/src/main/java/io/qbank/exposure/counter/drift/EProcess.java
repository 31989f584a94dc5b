package io.qbank.exposure.counter.drift;

import java.util.Arrays;

/**
 * Evidence that an item is shown in more than a share p0 of the sessions, kept up day by day since its k or cap last changed.
 *
 * <p>Under p0 or less, P(E ever reaches 1/α) ≤ α, however often one looks [1]: E is a mixture of test martingales. One bets
 * on a rate g times p0 for g of {@link #multipliers()}, and one on each day d as the day when the drift began:
 *
 * <pre>
 * M(S, n) = ⅛ Σ_g exp(S ln g − n ln(1 + p0 (g − 1)))            S exposures in n sessions
 * E       = Σ_{d=1..D} M(S_{d→now}, n_{d→now}) / (d (d + 1)) + 1 / (D + 1)
 * </pre>
 *
 * <p>The sum over start days needs no history: with A_g the part of g,
 * {@code A_g ← (A_g + 1 / (D (D + 1))) · exp(S ln g − n ln(1 + p0 (g − 1)))} and {@code E = ⅛ Σ A_g + 1 / (D + 1)}. A day
 * costs the same however many came before it. A_g is kept as ln A_g, because a few bad weeks exceed what a double can hold.
 *
 * <p>Immutable.
 *
 * <p>[1] Ville (1939); Shafer (2021), Testing by betting.
 */
public final class EProcess {
    private static final double[] G = {1.1, 1.2, 1.4, 1.7, 2, 3, 5, 10};
    private static final EProcess START = new EProcess(0, filled(Double.NEGATIVE_INFINITY));

    private final int days;
    private final double[] lnA;

    private EProcess(int days, double[] lnA) {
        this.days = days;
        this.lnA = lnA;
    }

    /** Before the first day: E = 1. */
    public static EProcess start() {
        return START;
    }

    /**
     * A state that was stored.
     *
     * @param days days so far, at least 0
     * @param lnA one value per multiplier, as {@link #lnA()} gave it; copied
     * @throws IllegalArgumentException if days is negative, or lnA has another length or holds a NaN
     */
    public static EProcess of(int days, double[] lnA) {
        if (days < 0) throw new IllegalArgumentException("days must be at least 0, was " + days);
        if (lnA.length != G.length || Arrays.stream(lnA).anyMatch(Double::isNaN))
            throw new IllegalArgumentException("ln A must be " + G.length + " numbers, was " + Arrays.toString(lnA));
        return new EProcess(days, lnA.clone());
    }

    /**
     * One more day.
     *
     * @param exposures sessions of the day that had the item, in [0, sessions]
     * @param sessions sessions of the day, at least 0; a day without one changes nothing but its number
     * @param p0 largest rate that is no drift, above 0; fixed for the day
     * @throws IllegalArgumentException naming field, allowed and given
     */
    public EProcess afterDay(long exposures, long sessions, double p0) {
        check(exposures, sessions, p0);
        int day = days + 1;
        double lnBet = -Math.log((double) day * (day + 1));
        double[] next = new double[G.length];
        for (int g = 0; g < G.length; g++) next[g] = lnSum(lnA[g], lnBet) + lnFactor(exposures, sessions, p0, G[g]);
        return new EProcess(day, next);
    }

    /** Natural logarithm of E after the days so far. */
    public double lnE() {
        return lnSum(lnMean(lnA), -Math.log(days + 1.0));
    }

    /** E after the days so far; the largest double where it is larger still. */
    public double e() {
        return Math.min(Math.exp(lnE()), Double.MAX_VALUE);
    }

    /** Whether E of this item alone has reached 1/α; for several items ask {@link EBenjaminiHochberg}. */
    public boolean rejects(double alpha) {
        return EBenjaminiHochberg.rejected(new double[] {lnE()}, alpha).length == 1;
    }

    /** Days so far. */
    public int days() {
        return days;
    }

    /** What to store, with {@link #days()}: one value per multiplier, minus infinity before the first day. A copy. */
    public double[] lnA() {
        return lnA.clone();
    }

    /** How many times p0 each bet says that the rate is. A copy. */
    public static double[] multipliers() {
        return G.clone();
    }

    /**
     * ln M(S, n): the bet that the drift began with the first of these sessions.
     *
     * @throws IllegalArgumentException as {@link #afterDay}
     */
    public static double lnM(long exposures, long sessions, double p0) {
        check(exposures, sessions, p0);
        double[] terms = new double[G.length];
        for (int g = 0; g < G.length; g++) terms[g] = lnFactor(exposures, sessions, p0, G[g]);
        return lnMean(terms);
    }

    private static double lnFactor(long exposures, long sessions, double p0, double g) {
        return exposures * Math.log(g) - sessions * Math.log1p(p0 * (g - 1));
    }

    private static double lnMean(double[] terms) {
        double greatest = Arrays.stream(terms).max().orElseThrow();
        if (greatest == Double.NEGATIVE_INFINITY) return greatest;
        double sum = 0;
        for (double term : terms) sum += Math.exp(term - greatest);
        return greatest + Math.log(sum / terms.length);
    }

    private static double lnSum(double x, double y) {
        double greater = Math.max(x, y);
        return greater + Math.log1p(Math.exp(Math.min(x, y) - greater));
    }

    private static void check(long exposures, long sessions, double p0) {
        if (sessions < 0) throw new IllegalArgumentException("sessions must be at least 0, was " + sessions);
        if (exposures < 0 || exposures > sessions)
            throw new IllegalArgumentException("exposures must be in [0, " + sessions + "], was " + exposures);
        if (!(p0 > 0 && p0 <= Double.MAX_VALUE))
            throw new IllegalArgumentException("p0 must be above 0 and finite, was " + p0);
    }

    private static double[] filled(double value) {
        double[] values = new double[G.length];
        Arrays.fill(values, value);
        return values;
    }
}
