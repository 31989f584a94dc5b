package io.qbank.exposure.calibrator.engine.irt;

import java.util.Arrays;

/**
 * Finds which places of the ranking are settled over a narrow interval.
 *
 * <p>Over the interval item i lies within its chord ± its curvature error. It ranks before j throughout if its lower line is above j's
 * upper line at both ends. The ranking is cut between two places if every item before the cut so precedes every item after it, where
 * items not looked at are known by the bound of their coarse bin. A cut found at one depth is a cut at every greater depth: an item
 * that comes into view has lines no higher than its bound was (the flat line of the bound is taken where its own would be).
 */
final class FineBinBuilder {
    private final ItemBank bank;
    private final InformationBounds information;
    private final DescendingSort sort = new DescendingSort();
    private final int[] items;
    private final double[] height;
    /** Lower and upper lines at the left and right end, by item. */
    private final double[] lowLeft;

    private final double[] lowRight;
    private final double[] highLeft;
    private final double[] highRight;
    /** Largest upper line of this place and all behind it. */
    private final double[] behindLeft;

    private final double[] behindRight;

    FineBinBuilder(ItemBank bank, InformationBounds information) {
        this.bank = bank;
        this.information = information;
        int size = bank.size();
        items = new int[size];
        height = new double[size];
        lowLeft = new double[size];
        lowRight = new double[size];
        highLeft = new double[size];
        highRight = new double[size];
        behindLeft = new double[size + 1];
        behindRight = new double[size + 1];
    }

    /** Looks at the first depth items of the coarse bin that holds [left, right]. */
    FineBin build(CoarseBin coarse, double left, double right, int depth) {
        for (int place = 0; place < depth; place++) {
            int item = coarse.items[place];
            items[place] = item;
            height[place] = lines(item, left, right, coarse.bounds[place]);
        }
        sort.sort(items, height, 0, depth);
        double unseen = depth < items.length ? coarse.bounds[depth] : Double.NEGATIVE_INFINITY;
        behindLeft[depth] = unseen;
        behindRight[depth] = unseen;
        for (int place = depth - 1; place >= 0; place--) {
            behindLeft[place] = Math.max(behindLeft[place + 1], highLeft[items[place]]);
            behindRight[place] = Math.max(behindRight[place + 1], highRight[items[place]]);
        }
        return cut(depth);
    }

    /** Sets the item's lines; returns what to sort by: an item that precedes another throughout has the larger upper lines. */
    private double lines(int item, double left, double right, double bound) {
        double atLeft = bank.probability(item, left);
        double atRight = bank.probability(item, right);
        double error = information.offChord(item, right - left);
        double topLeft = information.upper(item, atLeft) + error;
        double topRight = information.upper(item, atRight) + error;
        boolean flat = topLeft > bound || topRight > bound;
        lowLeft[item] = information.lower(item, atLeft) - error;
        lowRight[item] = information.lower(item, atRight) - error;
        highLeft[item] = flat ? bound : topLeft;
        highRight[item] = flat ? bound : topRight;
        return highLeft[item] + highRight[item];
    }

    private FineBin cut(int depth) {
        int[] codes = new int[depth];
        int settled = 0;
        double leastLeft = Double.POSITIVE_INFINITY;
        double leastRight = Double.POSITIVE_INFINITY;
        for (int place = 0; place < depth; place++) {
            int item = items[place];
            leastLeft = Math.min(leastLeft, lowLeft[item]);
            leastRight = Math.min(leastRight, lowRight[item]);
            boolean cut = leastLeft > behindLeft[place + 1] && leastRight > behindRight[place + 1];
            codes[place] = cut ? item : ~item;
            settled = cut ? place + 1 : settled;
        }
        return new FineBin(Arrays.copyOf(codes, settled), depth);
    }
}
