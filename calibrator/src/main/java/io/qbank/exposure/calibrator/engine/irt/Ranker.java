package io.qbank.exposure.calibrator.engine.irt;

import org.jspecify.annotations.Nullable;

/**
 * The items of a bank, most informative first, at one ability at a time: what a full sort would give, to the last tie, read off a
 * {@link RankingTable} a few places at a time. One thread.
 */
public final class Ranker {
    private static final int FIRST_DEPTH = 64;

    private final RankingTable table;
    private final FineBinBuilder builder;
    private final DescendingSort sort = new DescendingSort();
    private final int chunk;
    private final int[] items;
    private final double[] values;
    private double theta;
    private int index;
    private FineBin bin;
    private int known;
    private int @Nullable [] whole;

    /**
     * Reads from a table that others may share.
     *
     * @param chunk places to find at a time
     */
    public Ranker(RankingTable table, int chunk) {
        this.table = table;
        this.chunk = chunk;
        builder = new FineBinBuilder(table.bank, table.information);
        items = new int[table.bank.size()];
        values = new double[table.bank.size()];
        bin = new FineBin(new int[0], 0);
    }

    /** Begins anew at another ability; the first places are known on return. */
    public void at(double theta) {
        this.theta = theta;
        known = 0;
        FineBin found = null;
        if (RankingTable.covers(theta)) {
            index = RankingTable.binOf(theta);
            found = table.bin(index, FIRST_DEPTH, builder);
        }
        if (found == null) {
            sortRest();
        } else {
            bin = found;
            extend();
        }
    }

    /**
     * The ranking; only the first {@link #known} places hold it. Owned by the ranker, which does not look at them again: the caller
     * may rearrange them.
     */
    public int[] items() {
        return items;
    }

    public int known() {
        return known;
    }

    /** Finds at least one more place, if there is one. Returns how many are known now. */
    public int extend() {
        if (known == items.length) {
            return known;
        }
        while (known == bin.codes.length) {
            FineBin deeper = table.bin(index, 2 * bin.depth, builder);
            if (deeper == null) {
                sortRest();
                return known;
            }
            bin = deeper;
        }
        final int[] codes = bin.codes;
        final int[] items = this.items;
        final int enough = Math.min(codes.length, known + chunk);
        int place = known;
        while (place < enough) {
            int code = codes[place];
            if (code >= 0) {
                items[place++] = code;
            } else {
                place = group(codes, place);
            }
        }
        known = place;
        return place;
    }

    /** Ranks a group of items that change places within the bin; returns the place behind it. */
    private int group(int[] codes, int from) {
        int place = from;
        while (codes[place] < 0) {
            evaluate(place, ~codes[place]);
            place++;
        }
        evaluate(place, codes[place]);
        sort.sort(items, values, from, place + 1);
        return place + 1;
    }

    private void evaluate(int place, int item) {
        items[place] = item;
        values[place] = table.bank.information(item, theta);
    }

    /** Without a bin: evaluates every item. The places that are known stay as the caller has arranged them. */
    private void sortRest() {
        int[] all = whole == null ? new int[items.length] : whole;
        whole = all;
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
            values[i] = table.bank.information(i, theta);
        }
        sort.sort(all, values, 0, all.length);
        System.arraycopy(all, known, items, known, all.length - known);
        known = all.length;
    }
}
