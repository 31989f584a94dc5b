package io.qbank.exposure.command.view;

import java.time.Clock;

/** Everything the API knows. */
public record Views(
        RunView runs,
        ItemView items,
        DailyView daily,
        OutcomeView outcomes,
        PolicyView policies,
        DriftView drift,
        EvidenceView evidence,
        Changes changes) {

    /** Views that know nothing yet. */
    public static Views empty(Clock clock) {
        return new Views(
                new RunView(),
                new ItemView(),
                new DailyView(clock),
                new OutcomeView(),
                new PolicyView(),
                new DriftView(),
                new EvidenceView(clock),
                new Changes());
    }
}
