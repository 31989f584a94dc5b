package io.qbank.exposure.calibrator.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers what was told, and may act on it. */
public final class Heard implements Announcement {
    private final List<Step> steps = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private Consumer<Step> reaction = step -> {};

    /** Does this whenever a step was told. */
    public void whenTold(Consumer<Step> act) {
        reaction = act;
    }

    public List<Step> steps() {
        return steps;
    }

    public List<State> states() {
        return steps.stream().map(Step::state).toList();
    }

    public List<Receipt> receipts() {
        return receipts;
    }

    @Override
    public void progress(Step step) {
        steps.add(step);
        reaction.accept(step);
    }

    @Override
    public void outcome(Step step) {
        steps.add(step);
        reaction.accept(step);
    }

    @Override
    public void receipt(Receipt receipt) {
        receipts.add(receipt);
    }
}
