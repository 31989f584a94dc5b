package io.qbank.exposure.calibrator.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run says about its result.
 *
 * @param converged true only if the verification says so
 * @param advice what to change, one sentence each, most important first; empty if nothing
 * @param feasible whether the caps allow tests of this length at all
 * @param smallestFeasibleTau null if the caps are feasible, or if no tau would make them so
 * @param verification null if the plan asked for none
 * @param exact null unless the method was exact
 */
public record Report(
        Verdict verdict,
        boolean converged,
        List<String> advice,
        boolean feasible,
        @Nullable Double smallestFeasibleTau,
        @Nullable Verification verification,
        @Nullable ExactRates exact) {
    public Report {
        advice = List.copyOf(advice);
    }
}
