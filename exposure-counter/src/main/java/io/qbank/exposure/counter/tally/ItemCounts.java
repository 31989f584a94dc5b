package io.qbank.exposure.counter.tally;

/**
 * A number for each item: an open hash table with linear probing over plain arrays, since nearly every event adds here and a
 * map of objects costs a hundred bytes an item, again at each flush. Items are never taken out. Mutable, one thread.
 */
public final class ItemCounts {
    private static final int SMALLEST = 16;
    /** 2^64 by the golden ratio (Knuth, The Art of Computer Programming, vol. 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] questions = new long[SMALLEST];
    /** 0 where the place is free: versions are positive. */
    private int[] versions = new int[SMALLEST];

    private long[] counts = new long[SMALLEST];
    private int size;

    /** Takes an item and its number. */
    public interface Taker {
        void take(long question, int version, long count);
    }

    /** How many items have a number, be it 0. */
    public int size() {
        return size;
    }

    /**
     * Adds to the number of an item, 0 at first.
     *
     * @param version positive
     * @return whether the item is new here
     */
    public boolean add(long question, int version, long difference) {
        if (version <= 0) throw new IllegalArgumentException("version must be positive, was " + version);
        int place = place(question, version);
        counts[place] += difference;
        if (versions[place] != 0) return false;
        questions[place] = question;
        versions[place] = version;
        if (++size > questions.length / 2) grow();
        return true;
    }

    /** The number of an item, 0 where it has none. */
    public long count(long question, int version) {
        return counts[place(question, version)];
    }

    /** Hands out all items with their numbers, in no order. */
    public void forEach(Taker taker) {
        for (int i = 0; i < versions.length; i++)
            if (versions[i] != 0) taker.take(questions[i], versions[i], counts[i]);
    }

    /** Where the item is, or the free place where it belongs. */
    private int place(long question, int version) {
        int mask = questions.length - 1;
        int place = start(question, version) & mask;
        while (versions[place] != 0 && (questions[place] != question || versions[place] != version))
            place = (place + 1) & mask;
        return place;
    }

    /**
     * The bits of an item, mixed twice: after a single multiplication the ids of a bank, which mostly follow one another, lie
     * in long chains.
     */
    static int start(long question, int version) {
        long once = (question * 31 + version) * SPREAD;
        return (int) (((once ^ (once >>> 32)) * SPREAD) >>> 32);
    }

    private void grow() {
        long[] oldQuestions = questions;
        int[] oldVersions = versions;
        long[] oldCounts = counts;
        questions = new long[2 * oldQuestions.length];
        versions = new int[questions.length];
        counts = new long[questions.length];
        for (int i = 0; i < oldVersions.length; i++) {
            if (oldVersions[i] == 0) continue;
            int place = place(oldQuestions[i], oldVersions[i]);
            questions[place] = oldQuestions[i];
            versions[place] = oldVersions[i];
            counts[place] = oldCounts[i];
        }
    }
}
