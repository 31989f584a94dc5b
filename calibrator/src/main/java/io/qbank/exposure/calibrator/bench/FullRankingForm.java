package io.qbank.exposure.calibrator.bench;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.calibrator.engine.irt.Posterior;
import io.qbank.exposure.calibrator.engine.rng.Draws;
import io.qbank.exposure.calibrator.engine.simulation.Tally;
import io.qbank.exposure.calibrator.engine.simulation.TestForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reference: at each position it scores and sorts all items that are left, as v7 did, in straightforward Java. */
final class FullRankingForm implements TestForm {
    private record Scored(int item, double information) {}

    private final ItemBank bank;
    private final int length;
    private final boolean block;
    private final @Nullable Posterior posterior;

    /**
     * One test form.
     *
     * @param block whether a rejected item is out for the candidate
     * @param posterior estimates ability; null to select at the true one
     */
    FullRankingForm(ItemBank bank, int length, boolean block, @Nullable Posterior posterior) {
        this.bank = bank;
        this.length = length;
        this.block = block;
        this.posterior = posterior;
    }

    @Override
    public void give(double theta, double[] k, Draws draws, Tally tally) {
        Set<Integer> out = new HashSet<>();
        if (posterior != null) {
            posterior.reset();
        }
        for (int position = 0; position < length; position++) {
            double at = posterior == null ? theta : posterior.mean();
            int chosen = -1;
            for (Scored scored : ranking(at, out)) {
                int item = scored.item();
                tally.propose(item);
                if (draws.passes(k[item])) {
                    chosen = item;
                    break;
                }
                if (block) {
                    out.add(item);
                }
            }
            if (chosen < 0) {
                return;
            }
            tally.administer(chosen);
            out.add(chosen);
            if (posterior != null) {
                posterior.update(chosen, draws.uniform() < bank.probability(chosen, theta));
            }
        }
    }

    private List<Scored> ranking(double theta, Set<Integer> out) {
        List<Scored> ranking = new ArrayList<>();
        for (int item = 0; item < bank.size(); item++) {
            if (!out.contains(item)) {
                ranking.add(new Scored(item, bank.information(item, theta)));
            }
        }
        ranking.sort(Comparator.comparingDouble(Scored::information).reversed());
        return ranking;
    }
}
