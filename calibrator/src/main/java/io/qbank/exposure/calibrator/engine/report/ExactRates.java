package io.qbank.exposure.calibrator.engine.report;

import java.util.List;

/**
 * Expected rates at the final k, without simulation.
 *
 * @param rates one an item, in the pool's order
 */
public record ExactRates(double maxRate, double overlap, List<Double> rates, List<Stratum> strata) {
    public ExactRates {
        rates = List.copyOf(rates);
        strata = List.copyOf(strata);
    }
}
