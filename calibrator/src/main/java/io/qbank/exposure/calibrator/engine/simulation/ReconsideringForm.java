package io.qbank.exposure.calibrator.engine.simulation;

import io.qbank.exposure.calibrator.engine.irt.Ranker;
import io.qbank.exposure.calibrator.engine.rng.Draws;

/**
 * v7's test: at each position the best remaining item is proposed, then the next, until one passes its draw; a rejected item is as
 * good as new at the next position. If none passes, the best remaining one is administered all the same.
 */
public final class ReconsideringForm implements TestForm {
    private final Ranker ranker;
    private final int length;
    private final boolean[] barred;

    /**
     * One test form; give each thread its own.
     *
     * @param barred items that are not administered even where nothing else is left
     */
    public ReconsideringForm(Ranker ranker, int length, boolean[] barred) {
        this.ranker = ranker;
        this.length = Math.min(length, ranker.items().length);
        this.barred = barred;
    }

    @Override
    public void give(double theta, double[] k, Draws draws, Tally tally) {
        ranker.at(theta);
        // The remaining items are items[start, known) in order: an administered one is closed up towards the start.
        final int[] items = ranker.items();
        int known = ranker.known();
        for (int start = 0; start < length; start++) {
            int place = start;
            while (place < known || place < (known = ranker.extend())) {
                int item = items[place];
                tally.propose(item);
                if (draws.passes(k[item])) {
                    tally.administer(item);
                    break;
                }
                place++;
            }
            if (place == known) {
                place = bestAllowed(items, start);
                if (place == known) {
                    return;
                }
                tally.force(items[place]);
            }
            closeUp(items, start, place);
        }
    }

    /** The first place from start whose item may be forced; the pool's size if there is none. */
    private int bestAllowed(int[] items, int start) {
        int place = start;
        while (place < items.length && barred[items[place]]) {
            place++;
        }
        return place;
    }

    private static void closeUp(int[] items, int start, int place) {
        int chosen = items[place];
        for (int to = place; to > start; to--) {
            items[to] = items[to - 1];
        }
        items[start] = chosen;
    }
}
