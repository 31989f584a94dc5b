package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.rng.Draws;

/**
 * A live test: items are selected at the ability estimated from the answers so far, and each answer is drawn at the true one. Only the
 * estimate is known to the selection, so that the same candidate sees other rankings as the test goes on.
 */
public final class EstimatingForm implements TestForm {
    private final ItemBank bank;
    private final Ranker ranker;
    private final Posterior posterior;
    private final int length;
    private final boolean[] barred;
    private final boolean block;
    /** Per item the last candidate it is out for: 2 · serial if rejected, 2 · serial + 1 if administered. */
    private final long[] out;

    private long serial;

    /**
     * One test form; give each thread its own.
     *
     * @param barred items that are not administered even where nothing else is left
     * @param block whether a rejected item is out for the candidate
     */
    public EstimatingForm(
            ItemBank bank, Ranker ranker, Posterior posterior, int length, boolean[] barred, boolean block) {
        this.bank = bank;
        this.ranker = ranker;
        this.posterior = posterior;
        this.length = Math.min(length, bank.size());
        this.barred = barred;
        this.block = block;
        out = new long[bank.size()];
    }

    @Override
    public void give(double theta, double[] k, Draws draws, Tally tally) {
        serial++;
        posterior.reset();
        for (int position = 0; position < length; position++) {
            ranker.at(posterior.mean());
            int item = select(k, draws, tally);
            if (item < 0) {
                item = force(tally);
            }
            if (item < 0) {
                break;
            }
            out[item] = 2 * serial + 1;
            posterior.update(item, draws.uniform() < bank.probability(item, theta));
        }
        tally.estimate(theta, posterior.mean());
    }

    /** The first item that passes its draw; -1 if none does. */
    private int select(double[] k, Draws draws, Tally tally) {
        final int[] items = ranker.items();
        final long[] out = this.out;
        final long rejected = 2 * serial;
        int known = ranker.known();
        for (int place = 0; ; place++) {
            if (place == known) {
                known = ranker.extend();
                if (place == known) {
                    return -1;
                }
            }
            int item = items[place];
            if (out[item] < rejected) {
                tally.propose(item);
                if (draws.passes(k[item])) {
                    tally.administer(item);
                    return item;
                }
                if (block) {
                    out[item] = rejected;
                }
            }
        }
    }

    /** The best item that was rejected, the whole ranking being known; -1 if none may be administered. */
    private int force(Tally tally) {
        for (int item : ranker.items()) {
            if (out[item] <= 2 * serial && !barred[item]) {
                tally.force(item);
                return item;
            }
        }
        return -1;
    }
}
