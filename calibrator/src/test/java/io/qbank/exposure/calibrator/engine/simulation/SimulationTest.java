package io.qbank.exposure.calibrator.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qbank.exposure.calibrator.engine.rng.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a test from whom; a form here only notes who came. */
class SimulationTest {
    private static final Population NOBODY_SPECIAL = draws -> 0.25;

    @ParameterizedTest
    @CsvSource({"1, 1", "255, 1", "256, 1", "257, 2", "1024, 4", "1025, 5"})
    void everyCandidateGetsOneTestInBlocksOf256(int n, int blocks) {
        for (int threads : new int[] {1, 3}) {
            List<Long> streams = Collections.synchronizedList(new ArrayList<>());
            try (Simulation simulation = new Simulation(
                    1, () -> (theta, k, draws, tally) -> tally.administer(0), NOBODY_SPECIAL, threads, () -> false)) {
                Tally tally = simulation
                        .run(new double[1], n, block -> noted(block, streams), Strata.ONE)
                        .orElseThrow();

                assertEquals(n, tally.candidates());
                assertEquals(n, tally.administered(0));
                assertEquals(blocks, streams.stream().distinct().count());
                assertEquals(blocks, streams.size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void isOverAtTheNextBlockWhenCancelled(int threads) {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        try (Simulation simulation = new Simulation(
                1,
                () -> (theta, k, draws, tally) -> served.incrementAndGet(),
                NOBODY_SPECIAL,
                threads,
                () -> asked.incrementAndGet() > 2)) {
            Optional<Tally> tally = simulation.run(new double[1], 256 * 100, Streams.independent(1, 0), Strata.ONE);

            assertTrue(tally.isEmpty());
            assertEquals(2 * 256, served.get());
        }
    }

    @Test
    void aFormThatFailsFailsTheRun() {
        try (Simulation simulation = new Simulation(
                1,
                () -> (theta, k, draws, tally) -> {
                    throw new ArithmeticException("no");
                },
                NOBODY_SPECIAL,
                2,
                () -> false)) {
            IllegalStateException failed = assertThrows(
                    IllegalStateException.class,
                    () -> simulation.run(new double[1], 10, Streams.independent(1, 0), Strata.ONE));

            assertEquals("no", failed.getCause().getMessage());
        }
    }

    @Test
    void abilitiesComeByTheirSharesAndThoseWithoutNever() {
        Population population =
                Population.weighted(new double[] {-2, -1, 0, 1, 2, 3}, new double[] {0, 0.25, 0, 0.5, 0.25, 0});

        double[] drawn = {0, 0.1, 0.2499, 0.25, 0.5, 0.7499, 0.75, Math.nextDown(1.0)};

        assertEquals(
                List.of(-1.0, -1.0, -1.0, 1.0, 1.0, 1.0, 2.0, 2.0),
                Arrays.stream(drawn).mapToObj(u -> population.draw(always(u))).toList());
    }

    @Test
    void sharesThatAddUpToALittleLessStillGiveAnAbility() {
        Population population = Population.weighted(new double[] {-1, 1, 5}, new double[] {0.5, 0.4999, 0});

        assertEquals(1, population.draw(always(Math.nextDown(1.0))));
    }

    @Test
    void groupsOfAbilitiesAreHalfOpenAndTheLastOnesTakeTheRest() {
        Strata strata = new Strata(-2, 0.5, 8);

        assertEquals(0, strata.of(-9));
        assertEquals(0, strata.of(-1.51));
        assertEquals(1, strata.of(-1.5));
        assertEquals(7, strata.of(1.5));
        assertEquals(7, strata.of(9));
        assertEquals(-0.5, strata.lowOf(3));
    }

    private static Draws noted(long block, List<Long> streams) {
        streams.add(block);
        return always(0);
    }

    private static Draws always(double u) {
        return new Draws() {
            @Override
            public double uniform() {
                return u;
            }

            @Override
            public double gaussian(double mean, double sd) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean passes(double k) {
                return u < k;
            }
        };
    }
}
