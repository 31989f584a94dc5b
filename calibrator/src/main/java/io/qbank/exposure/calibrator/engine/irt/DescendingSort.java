package io.qbank.exposure.calibrator.engine.irt;

/**
 * Sorts a range of items by value, largest first, equal values by index: v7's stable sort of the pool, for any order the range came
 * in. Short ranges by insertion, which is linear on the almost sorted ranges it mostly sees; long ones by merging. One thread.
 */
final class DescendingSort {
    private static final int SHORT = 24;
    private int[] itemScratch = new int[0];
    private double[] valueScratch = new double[0];

    /** Sorts items[from, to) and the values beside them. */
    void sort(int[] items, double[] values, int from, int to) {
        if (to - from <= SHORT) {
            insertion(items, values, from, to);
            return;
        }
        if (itemScratch.length < items.length) {
            itemScratch = new int[items.length];
            valueScratch = new double[items.length];
        }
        merge(items, values, from, to);
    }

    private void merge(int[] items, double[] values, int from, int to) {
        if (to - from <= SHORT) {
            insertion(items, values, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        merge(items, values, from, middle);
        merge(items, values, middle, to);
        if (!before(values[middle], items[middle], values[middle - 1], items[middle - 1])) {
            return;
        }
        System.arraycopy(items, from, itemScratch, from, middle - from);
        System.arraycopy(values, from, valueScratch, from, middle - from);
        int left = from;
        int right = middle;
        int out = from;
        while (left < middle) {
            if (right < to && before(values[right], items[right], valueScratch[left], itemScratch[left])) {
                items[out] = items[right];
                values[out++] = values[right++];
            } else {
                items[out] = itemScratch[left];
                values[out++] = valueScratch[left++];
            }
        }
    }

    private static void insertion(int[] items, double[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int item = items[i];
            double value = values[i];
            int place = i;
            while (place > from && before(value, item, values[place - 1], items[place - 1])) {
                items[place] = items[place - 1];
                values[place] = values[place - 1];
                place--;
            }
            items[place] = item;
            values[place] = value;
        }
    }

    private static boolean before(double value, int item, double otherValue, int otherItem) {
        return value > otherValue || (value == otherValue && item < otherItem);
    }
}
