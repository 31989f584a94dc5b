package io.qbank.exposure.demo.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which faults happen in which round, to whom, when and for how long: a function of the seed and of the kinds alone. Kinds
 * are dealt like cards: all of them come before any comes again. One thread.
 */
public final class Schedule {
    static final long FIRST_MILLIS = 1_000;
    static final long LATEST_MILLIS = 7_000;
    static final long SHORTEST_MILLIS = 2_000;
    static final long LONGEST_MILLIS = 9_000;
    private static final int MOST_AT_ONCE = 3;
    private static final int SIZES = 8;
    private final List<FaultKind> kinds;
    private final Random random;
    private final Deque<FaultKind> deck = new ArrayDeque<>();

    /** @throws IllegalArgumentException if there are no kinds */
    public Schedule(long seed, Set<FaultKind> kinds) {
        if (kinds.isEmpty()) throw new IllegalArgumentException("kinds must not be empty");
        this.kinds = List.copyOf(EnumSet.copyOf(kinds));
        this.random = new Random(seed);
    }

    /** The faults of the next round in the order in which they begin. */
    public List<Fault> next() {
        int wanted = 1 + random.nextInt(MOST_AT_ONCE);
        List<FaultKind> chosen = new ArrayList<>();
        if (deck.isEmpty()) shuffle();
        for (Iterator<FaultKind> card = deck.iterator(); card.hasNext() && chosen.size() < wanted; ) {
            FaultKind kind = card.next();
            if (!chosen.stream().allMatch(kind::goesWith)) continue;
            chosen.add(kind);
            card.remove();
        }
        return chosen.stream()
                .map(this::drawn)
                .sorted(Comparator.comparingLong(Fault::atMillis))
                .toList();
    }

    private void shuffle() {
        List<FaultKind> all = new ArrayList<>(kinds);
        Collections.shuffle(all, random);
        deck.addAll(all);
    }

    private Fault drawn(FaultKind kind) {
        int target = random.nextInt(kind.targets());
        long at = FIRST_MILLIS + random.nextInt((int) (LATEST_MILLIS - FIRST_MILLIS));
        long lasts = SHORTEST_MILLIS + random.nextInt((int) (LONGEST_MILLIS - SHORTEST_MILLIS));
        int size = random.nextInt(SIZES);
        return new Fault(kind, target, at, kind.lasting() ? lasts + kind.longerMillis() : 0, size);
    }
}
