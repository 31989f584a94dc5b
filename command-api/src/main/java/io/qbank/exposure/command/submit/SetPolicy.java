package io.qbank.exposure.command.submit;

import io.qbank.exposure.command.view.PolicyView;
import io.qbank.exposure.schemas.command.CalibrationCommand;
import io.qbank.exposure.schemas.item.ExamPolicy;

/** Sets what an exam does when it drifts, and waits until the exam's policy shows it. */
public final class SetPolicy {
    private final Desk desk;
    private final PolicyView policies;

    SetPolicy(Desk desk, PolicyView policies) {
        this.desk = desk;
        this.policies = policies;
    }

    /** Sets the whole policy: what the command leaves out takes its default. */
    public Verdict set(CalibrationCommand.PolicySet command) throws InterruptedException {
        return desk.submit(
                command,
                () -> policies.policy(command.examCode())
                        .filter(policy -> same(policy, command.policy()))
                        .isPresent());
    }

    private static boolean same(ExamPolicy one, ExamPolicy other) {
        return one.parameters().equals(other.parameters())
                && one.autoRecalibrate() == other.autoRecalibrate()
                && one.cooldownMinutes() == other.cooldownMinutes()
                && one.limitPerDay() == other.limitPerDay()
                && one.driftAlpha() == other.driftAlpha()
                && one.driftDelta() == other.driftDelta();
    }
}
