package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The test at a realistic size: 1,000 items over 20 days of 1,000 sessions each. Exposures of an item are drawn independently
 * here; what e-BH promises holds for any dependence.
 */
class DriftSimulationTest {
    private static final int ITEMS = 1_000;
    private static final int DAYS = 20;
    private static final int SESSIONS = 1_000;
    private static final double CAP = 0.2;
    private static final double P0 = CAP * 1.1;
    private static final double ALPHA = 0.05;
    private static final Map<Double, double[]> DISTRIBUTIONS = new HashMap<>();

    @Test
    void itemsAtTheirCapRaiseAlarmsInNoMoreThanAlphaOfTheExams() {
        int exams = 40;
        int alarmed = 0;
        for (int exam = 0; exam < exams; exam++)
            if (!new Exam(exam).play(DAYS, day -> CAP).isEmpty()) alarmed++;

        // at the cap itself, a tenth below p0, alarms are rarer than alpha: none in 40 exams is what is expected
        assertTrue(alarmed <= ALPHA * exams, alarmed + " of " + exams + " exams raised an alarm");
    }

    @Test
    void itemsAtTheLargestToleratedRateRaiseAlarmsInNoMoreThanAlphaOfTheExams() {
        int exams = 40;
        int alarmed = 0;
        for (int exam = 0; exam < exams; exam++)
            if (!new Exam(1_000 + exam).play(DAYS, day -> P0).isEmpty()) alarmed++;

        // P(E >= 1/alpha) <= alpha: of 40 exams 2 on average at most; more than 6 has a probability below 1 %
        assertTrue(alarmed <= 6, alarmed + " of " + exams + " exams raised an alarm");
    }

    @Test
    void anItemThatRisesFromJustBelowItsCapIsFoundAndNoOther() {
        Exam exam = new Exam(7);
        exam.play(3, day -> 0.19);
        int found = -1;
        for (int day = 3; day < DAYS && found < 0; day++) {
            Set<Integer> drifted = exam.day(0.3, 0.19);
            if (drifted.contains(0)) found = day;
            assertTrue(drifted.isEmpty() || drifted.equals(Set.of(0)), drifted.toString());
        }

        assertTrue(found >= 3, "the item that drifted was not found within " + DAYS + " days");
        int delay = (found + 1) * SESSIONS - 3_000;
        System.out.println("drift from .19 to .30 at session 3,000, 1,000 items: found " + delay + " sessions later");
        assertEquals(3_000, delay, 3_000, "sessions until it was found");
    }

    /** All items of one exam, each with its evidence. */
    private static final class Exam {
        private final Random random;
        private final EProcess[] items = new EProcess[ITEMS];

        Exam(long seed) {
            random = new Random(seed);
            Arrays.fill(items, EProcess.start());
        }

        /** Plays days in which all items have the same rate; the items that were ever found to have drifted. */
        Set<Integer> play(int days, IntToDoubleFunction rate) {
            TreeSet<Integer> ever = new TreeSet<>();
            for (int day = 0; day < days; day++) ever.addAll(day(rate.applyAsDouble(day), rate.applyAsDouble(day)));
            return ever;
        }

        Set<Integer> day(double first, double others) {
            double[] lnE = new double[ITEMS];
            for (int i = 0; i < ITEMS; i++) {
                items[i] = items[i].afterDay(exposures(i == 0 ? first : others), SESSIONS, P0);
                lnE[i] = items[i].lnE();
            }
            TreeSet<Integer> drifted = new TreeSet<>();
            for (int i : EBenjaminiHochberg.rejected(lnE, ALPHA)) drifted.add(i);
            return drifted;
        }

        /** How many of a day's sessions have an item of this rate: binomial, by inversion. */
        private int exposures(double rate) {
            int found =
                    Arrays.binarySearch(DISTRIBUTIONS.computeIfAbsent(rate, Exam::distribution), random.nextDouble());
            return Math.min(SESSIONS, found < 0 ? -found - 1 : found);
        }

        private static double[] distribution(double rate) {
            double[] cumulative = new double[SESSIONS + 1];
            double probability = Math.pow(1 - rate, SESSIONS);
            double sum = 0;
            for (int k = 0; k <= SESSIONS; k++) {
                sum += probability;
                cumulative[k] = sum;
                probability *= (SESSIONS - k) / (k + 1.0) * rate / (1 - rate);
            }
            return cumulative;
        }
    }
}
