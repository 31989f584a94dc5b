package io.qbank.exposure.calibrator.engine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Strata STRATA = new Strata(-1, 1, 2);

    @Test
    void whatEachThreadCountedIsCountedTogether() {
        Tally one = sitting(-0.5, 0.1, 0);
        Tally other = sitting(0.5, 0.3, 1);
        other.force(2);

        one.add(other);

        assertEquals(2, one.candidates());
        assertEquals(1, one.candidates(0));
        assertEquals(1, one.administered(0));
        assertEquals(1, one.administered(1));
        assertEquals(1, one.administered(1, 2));
        assertEquals(1, one.proposed(1));
        assertEquals(0.5, one.rate(0));
        assertEquals(1, one.forced());
        assertEquals(0.2, one.bias(), 1e-6);
        assertEquals(Math.sqrt((0.01 + 0.09) / 2), one.rmse(), 1e-6);
    }

    @Test
    void anAdministrationMayBeOneOrNone() {
        Tally tally = sitting(0.5, 0, 0);

        tally.administer(1, 1);
        tally.administer(2, 0);

        assertEquals(1, tally.administered(1, 1));
        assertEquals(0, tally.administered(2));
    }

    /** One candidate, who sees one item and is thought to be abler by so much. */
    private static Tally sitting(double theta, double off, int item) {
        Tally tally = new Tally(3, STRATA);
        tally.begin(theta);
        tally.propose(item);
        tally.administer(item);
        tally.estimate(theta, theta + off);
        return tally;
    }
}
