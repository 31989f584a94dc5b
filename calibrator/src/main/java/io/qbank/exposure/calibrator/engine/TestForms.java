package io.qbank.exposure.calibrator.engine;

import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.irt.ResponseTable;
import io.qbank.exposure.calibrator.engine.simulation.BlockingForm;
import io.qbank.exposure.calibrator.engine.simulation.EstimatingForm;
import io.qbank.exposure.calibrator.engine.simulation.ReconsideringForm;
import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.util.function.Supplier;

/** The simulated test a plan asks for. */
final class TestForms {
    /** Places of the ranking to find at a time: what most tests need at once, and what most positions of a live test need. */
    private static final int WHOLE_TEST = 32;

    private static final int POSITION = 16;

    private TestForms() {}

    /** One form a thread. */
    static Supplier<TestForm> of(Problem problem) {
        Plan plan = problem.plan;
        boolean block = plan.rejection() == Rejection.BLOCK;
        if (plan.ability() == Ability.EAP) {
            EapGrid eap = plan.eap();
            ResponseTable responses =
                    new ResponseTable(problem.bank, eap.nodes(), eap.low(), eap.high(), eap.priorMean(), eap.priorSd());
            return () -> new EstimatingForm(
                    problem.bank,
                    new Ranker(problem.table, POSITION),
                    new Posterior(responses),
                    plan.testLen(),
                    problem.barred,
                    block);
        }
        return () -> {
            Ranker ranker = new Ranker(problem.table, WHOLE_TEST);
            return block
                    ? new BlockingForm(ranker, plan.testLen(), problem.barred)
                    : new ReconsideringForm(ranker, plan.testLen(), problem.barred);
        };
    }
}
