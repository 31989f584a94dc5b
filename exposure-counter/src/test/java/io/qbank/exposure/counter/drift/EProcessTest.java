package io.qbank.exposure.counter.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EProcessTest {
    private static final JsonNode GOLDEN = golden();

    @Test
    void theBetOnOneStretchOfSessionsIsTheKnownOne() {
        for (JsonNode row : GOLDEN.get("M")) {
            double lnM = EProcess.lnM(
                    row.get("S").asLong(), row.get("n").asLong(), row.get("p0").asDouble());

            assertEquals(row.get("ln_M").asDouble(), lnM, 1e-6, row::toString);
        }
    }

    @Test
    void evidenceAfterEachDayIsTheKnownOne() {
        JsonNode days = GOLDEN.at("/day_start_mixture/days");
        double p0 = GOLDEN.at("/day_start_mixture/p0").asDouble();

        EProcess process = EProcess.start();
        for (int day = 0; day < days.size(); day++) {
            process = process.afterDay(
                    days.get(day).get("S").asLong(), days.get(day).get("n").asLong(), p0);

            double expected = GOLDEN.at("/day_start_mixture/E_after_day/" + day).asDouble();
            assertEquals(expected, process.e(), 1e-6 * Math.max(1, expected), "day " + (day + 1));
        }
    }

    @Test
    void theBetsAreOnTheKnownMultiplesOfTheRate() {
        double[] known = StreamSupport.stream(GOLDEN.get("gammas").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();

        assertArrayEquals(known, EProcess.multipliers());
    }

    @Test
    void keepingItUpDayByDayEqualsTheSumOverAllStartDays() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int days = random.nextInt(1, 40);
            long[] sessions = new long[days];
            long[] exposures = new long[days];
            EProcess process = EProcess.start();
            for (int day = 0; day < days; day++) {
                sessions[day] = random.nextInt(0, 300);
                exposures[day] = random.nextInt(0, (int) sessions[day] / 3 + 1);
                process = process.afterDay(exposures[day], sessions[day], 0.22);
            }

            double sum = 1.0 / (days + 1);
            for (int from = 1; from <= days; from++) {
                long n = 0;
                long s = 0;
                for (int day = from - 1; day < days; day++) {
                    n += sessions[day];
                    s += exposures[day];
                }
                sum += Math.exp(EProcess.lnM(s, n, 0.22)) / ((double) from * (from + 1));
            }
            assertEquals(Math.log(sum), process.lnE(), 1e-9, "seed " + seed);
        }
    }

    @Test
    void noEvidenceIsOneAndADayWithoutSessionsAddsNone() {
        EProcess before = EProcess.start();

        EProcess after = before.afterDay(0, 0, 0.2).afterDay(0, 0, 0.2);

        assertEquals(0, before.lnE(), 1e-15);
        assertEquals(0, after.lnE(), 1e-12);
        assertEquals(2, after.days());
    }

    @Test
    void evidenceBeyondTheLargestDoubleIsStillANumber() {
        EProcess process = EProcess.start();
        for (int day = 0; day < 365; day++) process = process.afterDay(100_000, 100_000, 0.05);

        assertTrue(process.lnE() > 1e7, "ln E " + process.lnE());
        assertEquals(Double.MAX_VALUE, process.e());
    }

    @Test
    void aStoredStateGoesOnAsIfItHadNeverBeenStored() {
        EProcess kept = EProcess.start().afterDay(20, 100, 0.22).afterDay(35, 100, 0.22);
        EProcess read = EProcess.of(kept.days(), kept.lnA());

        double next = read.afterDay(38, 100, 0.22).lnE();

        assertEquals(kept.afterDay(38, 100, 0.22).lnE(), next);
    }

    @Test
    void aRateAtTheCapRaisesAnAlarmInNoMoreThanAlphaOfTheCases() {
        int alarms = 0;
        for (long item = 0; item < 2_000; item++) {
            SplittableRandom random = new SplittableRandom(item);
            EProcess process = EProcess.start();
            boolean alarm = false;
            for (int day = 0; day < 100; day++) {
                int exposures = 0;
                for (int session = 0; session < 50; session++) if (random.nextDouble() < 0.22) exposures++;
                process = process.afterDay(exposures, 50, 0.22);
                alarm |= process.rejects(0.05);
            }
            if (alarm) alarms++;
        }

        assertTrue(alarms <= 100, alarms + " of 2000 items at p0 raised an alarm, 100 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 10, 0.2, exposures",
        "11, 10, 0.2, exposures",
        "0, -1, 0.2, sessions",
        "1, 10, 0, p0",
        "1, 10, NaN, p0"
    })
    void countsThatCannotBeAreRefusedByName(long exposures, long sessions, double p0, String field) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> EProcess.start().afterDay(exposures, sessions, p0));

        assertTrue(refusal.getMessage().startsWith(field + " must be "), refusal.getMessage());
    }

    @Test
    void theItemsThatDriftedAreTheKnownOnes() {
        double[] lnE = StreamSupport.stream(GOLDEN.at("/e_bh/E").spliterator(), false)
                .mapToDouble(e -> Math.log(e.asDouble()))
                .toArray();

        int[] rejected =
                EBenjaminiHochberg.rejected(lnE, GOLDEN.at("/e_bh/alpha").asDouble());

        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, rejected);
        assertEquals(GOLDEN.at("/e_bh/rejected").asInt(), rejected.length);
    }

    @Test
    void withOneItemTheThresholdIsOneOverAlphaAndRoundingDoesNotDecide() {
        assertEquals(1, EBenjaminiHochberg.rejected(new double[] {Math.log(20) - 1e-10}, 0.05).length);
        assertEquals(0, EBenjaminiHochberg.rejected(new double[] {Math.log(20) - 1e-8}, 0.05).length);
        assertEquals(0, EBenjaminiHochberg.rejected(new double[0], 0.05).length);
        assertFalse(EProcess.start().rejects(0.05));
    }

    private static JsonNode golden() {
        try (InputStream file = EProcessTest.class.getResourceAsStream("/golden/drift-e-process.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("drift-e-process.json", unreadable);
        }
    }
}
