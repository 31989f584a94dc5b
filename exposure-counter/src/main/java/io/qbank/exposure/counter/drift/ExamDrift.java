package io.qbank.exposure.counter.drift;

import io.qbank.exposure.counter.tally.Packer;
import io.qbank.exposure.counter.tally.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the test of an exam has come, and what it has led to. Days are UTC days since 1970 that had sessions; others tell
 * nothing and are not days here. The last closed days are a window: late events may still change their counts, so the evidence
 * that is stored stands before the window, and is carried through it anew whenever it is asked for. Mutable, one thread.
 */
public final class ExamDrift {
    /** Late events come within two days; a session that began on the day before may take a third. */
    static final int WINDOW_DAYS = 3;

    private static final int FORMAT = 2;
    /** Does not tell through which day the evidence is stored: then it was to where the window begins. */
    private static final int BEFORE_SETTLED_THROUGH = 1;

    private static final int MOST_RUNS = 32;
    private static final int NEVER = -1;

    private int closedThrough = NEVER;
    private int settledThrough = NEVER;
    private final TreeSet<Integer> open = new TreeSet<>();
    private final TreeMap<Integer, Double> closed = new TreeMap<>();
    private @Nullable Instant epoch;
    private int alerts;
    private boolean unanswered;
    private @Nullable Instant answeredEpoch;
    private final List<Instant> runs = new ArrayList<>();

    /**
     * Counts of a day have changed.
     *
     * @param today by the clock; what lies further ahead than tomorrow is not of this world and is left alone
     * @return whether a closed day of the window has changed, so that the test is to be carried through it anew
     */
    public boolean counted(int day, int today) {
        if (day < 0 || day > today + 1) return false;
        if (day > closedThrough) {
            open.add(day);
            return false;
        }
        return closed.containsKey(day) || day > Math.max(closedThrough - WINDOW_DAYS, settledThrough);
    }

    /** The earliest day with sessions that is not closed yet. */
    public OptionalInt nextToClose() {
        return open.isEmpty() ? OptionalInt.empty() : OptionalInt.of(open.first());
    }

    /** Days that are not closed yet, in order. The caller must not change them. */
    public SortedSet<Integer> open() {
        return open;
    }

    /** The day closed last. */
    public int closedThrough() {
        return closedThrough;
    }

    /**
     * Closes the earliest open day.
     *
     * @param delta relative excess that is no drift, fixed for this day from now on
     */
    public void close(int day, double delta) {
        open.headSet(day, true).clear();
        closed.put(day, delta);
        closedThrough = day;
    }

    /** A day of the window that had no sessions when it should have closed has some now. */
    public void reopened(int day, double delta) {
        closed.putIfAbsent(day, delta);
    }

    /** Closed days that have left the window, with their delta: the stored evidence is to be carried through them. */
    public SortedMap<Integer, Double> settled() {
        return closed.headMap(closedThrough - WINDOW_DAYS, true);
    }

    /** Closed days within the window, with their delta. */
    public SortedMap<Integer, Double> window() {
        return closed.tailMap(closedThrough - WINDOW_DAYS, false);
    }

    /** From this day on late events are no longer expected for the window, which may be settled; what comes all the same is late. */
    public int windowOver() {
        return closedThrough + WINDOW_DAYS + 1;
    }

    /** The stored evidence now holds these days, and would hold twice what is counted for them later. */
    public void forget(SortedMap<Integer, Double> days) {
        if (days.isEmpty()) return;
        settledThrough = Math.max(settledThrough, days.lastKey());
        closed.keySet().removeAll(List.copyOf(days.keySet()));
    }

    /** Since when the exam's k and caps are what they are: a new moment begins a new numbering of alerts. */
    public void enter(Instant current) {
        if (current.equals(epoch)) return;
        epoch = current;
        alerts = 0;
    }

    /** Whether alerts call for a run that has not taken effect: none was started, or the one that was changed nothing. */
    public boolean callsForRun() {
        return unanswered || (answeredEpoch != null && answeredEpoch.equals(epoch));
    }

    /** When automatic runs were started, oldest first: the moments of the alerts, not a clock's. */
    public List<Instant> runs() {
        return List.copyOf(runs);
    }

    /** Notes an alert without a run; returns its number in the epoch, from 1. */
    public int alertWithoutRun() {
        unanswered = true;
        return ++alerts;
    }

    /**
     * Notes an alert that starts a run; returns its number in the epoch, from 1.
     *
     * @param at the moment of the alert
     */
    public int alertWithRun(Instant at) {
        unanswered = false;
        answeredEpoch = epoch;
        runs.add(at);
        if (runs.size() > MOST_RUNS) runs.remove(0);
        return ++alerts;
    }

    /** As it is stored. */
    public byte[] toBytes() {
        Packer packer = new Packer(96)
                .raw(FORMAT)
                .signed(closedThrough)
                .signed(settledThrough)
                .number(open.size());
        open.forEach(packer::number);
        packer.number(closed.size());
        closed.forEach((day, delta) -> packer.number(day).ordered(Double.doubleToLongBits(delta)));
        Moments.write(packer, epoch);
        packer.number(alerts).raw(unanswered ? 1 : 0);
        Moments.write(packer, answeredEpoch);
        packer.number(runs.size());
        runs.forEach(run -> Moments.write(packer, run));
        return packer.toBytes();
    }

    /** Reads {@link #toBytes()}. */
    public static ExamDrift parse(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        int format = in.raw();
        if (format != FORMAT && format != BEFORE_SETTLED_THROUGH)
            throw new IllegalStateException("a stored test has the unknown format " + format);
        ExamDrift exam = new ExamDrift();
        exam.closedThrough = Math.toIntExact(in.signed());
        exam.settledThrough =
                format == FORMAT ? Math.toIntExact(in.signed()) : Math.max(NEVER, exam.closedThrough - WINDOW_DAYS);
        for (int left = in.small(); left > 0; left--) exam.open.add(in.small());
        for (int left = in.small(); left > 0; left--)
            exam.closed.put(in.small(), Double.longBitsToDouble(in.ordered()));
        exam.epoch = Moments.read(in);
        exam.alerts = in.small();
        exam.unanswered = in.raw() == 1;
        exam.answeredEpoch = Moments.read(in);
        for (int left = in.small(); left > 0; left--) exam.runs.add(Moments.required(in));
        return exam;
    }
}
