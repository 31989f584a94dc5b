package io.qbank.exposure.calibrator.engine.irt;

/** The items in order of the most information each can have in an interval of ability. Immutable once built. */
final class CoarseBin {
    /** Item at each place. */
    final int[] items;

    /** Upper bound at each place, not increasing. */
    final double[] bounds;

    CoarseBin(InformationBounds information, int size, double low, double high) {
        items = new int[size];
        bounds = new double[size];
        for (int i = 0; i < size; i++) {
            items[i] = i;
            bounds[i] = information.upperWithin(i, low, high);
        }
        new DescendingSort().sort(items, bounds, 0, size);
    }
}
