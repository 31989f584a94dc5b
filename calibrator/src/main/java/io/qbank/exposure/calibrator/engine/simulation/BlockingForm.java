package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.rng.Draws;

/** Each item is proposed once at most, best first; a rejected one is out, unless the pool runs out before the test is full. */
public final class BlockingForm implements TestForm {
    private final Ranker ranker;
    private final int length;
    private final boolean[] barred;
    private final int[] rejected;

    /**
     * One test form; give each thread its own.
     *
     * @param barred items that are not administered even where nothing else is left
     */
    public BlockingForm(Ranker ranker, int length, boolean[] barred) {
        this.ranker = ranker;
        this.length = Math.min(length, ranker.items().length);
        this.barred = barred;
        rejected = new int[ranker.items().length];
    }

    @Override
    public void give(double theta, double[] k, Draws draws, Tally tally) {
        ranker.at(theta);
        final int[] items = ranker.items();

        int known = ranker.known();
        int missing = length;
        int refused = 0;
        for (int place = 0; missing > 0; place++) {
            if (place == known) {
                known = ranker.extend();
                if (place == known) {
                    force(missing, refused, tally);
                    return;
                }
            }
            int item = items[place];
            tally.propose(item);
            // No branch on the draw: it cannot be predicted, and each wrong guess costs as much as the rest of the
            // round.
            int passed = draws.passes(k[item]) ? 1 : 0;
            tally.administer(item, passed);
            missing -= passed;
            rejected[refused] = item;
            refused += 1 - passed;
        }
    }

    private void force(int missing, int refused, Tally tally) {
        for (int i = 0; i < refused && missing > 0; i++) {
            if (!barred[rejected[i]]) {
                tally.force(rejected[i]);
                missing--;
            }
        }
    }
}
