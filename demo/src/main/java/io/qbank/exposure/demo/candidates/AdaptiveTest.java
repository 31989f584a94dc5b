package io.qbank.exposure.demo.candidates;

import io.qbank.exposure.calibrator.engine.irt.ItemBank;
import io.qbank.exposure.schemas.item.ItemState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Selects for one candidate what a live adaptive test would: the most informative item at his ability, administered with
 * probability k when it is proposed. An item that {@code block}s is out for the candidate after one rejection, another may
 * be proposed again at the next position. When all are rejected the best of them is administered; an item with k = 0 never.
 * Immutable.
 */
public final class AdaptiveTest {
    private final List<ItemState> items;
    private final ItemBank bank;
    private final int length;

    /**
     * A test over the items as they are now.
     *
     * @param length items a candidate; fewer when the pool has fewer
     */
    public AdaptiveTest(List<ItemState> items, int length) {
        this.items = items.stream().filter(item -> item.k() > 0).toList();
        this.length = length;
        this.bank = new ItemBank(
                this.items.stream().mapToDouble(ItemState::a).toArray(),
                this.items.stream().mapToDouble(ItemState::b).toArray(),
                this.items.stream().mapToDouble(ItemState::c).toArray());
    }

    /** One candidate's items, in the order in which he sees them. */
    public List<Administered> administer(double theta, SplittableRandom random) {
        List<Integer> waiting = ranking(theta);
        List<Integer> blocked = new ArrayList<>();
        List<Administered> test = new ArrayList<>();
        while (test.size() < length && !(waiting.isEmpty() && blocked.isEmpty())) {
            int chosen = choose(waiting, blocked, random);
            ItemState item = items.get(chosen);
            test.add(new Administered(ItemKey.of(item), random.nextDouble() < bank.probability(chosen, theta)));
        }
        return test;
    }

    private int choose(List<Integer> waiting, List<Integer> blocked, SplittableRandom random) {
        for (int place = 0; place < waiting.size(); ) {
            ItemState item = items.get(waiting.get(place));
            if (random.nextDouble() < item.k()) return waiting.remove(place);
            if (item.rejection().equals("block")) blocked.add(waiting.remove(place));
            else place++;
        }
        return waiting.isEmpty() ? blocked.remove(0) : waiting.remove(0);
    }

    private List<Integer> ranking(double theta) {
        double[] information = new double[items.size()];
        for (int i = 0; i < information.length; i++) information[i] = bank.information(i, theta);
        return new ArrayList<>(IntStream.range(0, information.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -information[i]))
                .toList());
    }

    /** An item as the candidate met it. */
    public record Administered(ItemKey item, boolean correct) {}
}
